/** How a figure changes: the same functions in the kernel and in the page. Nothing given is changed. */
import { type BinaryArray, type Bytes, isBinaryArray, type WireObject, type WireValue } from "./state.js";

const isObject = (value: WireValue | undefined): value is WireObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isBinaryArray(value);

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

function assign(target: WireObject, path: string[], value: WireValue): WireObject {
  const [key, ...rest] = path;
  if (forbidden.has(key)) return target;
  const old = target[key];
  if (rest.length > 0) return { ...target, [key]: assign(isObject(old) ? old : {}, rest, value) };
  return { ...target, [key]: isObject(value) && isObject(old) ? merged(old, value) : value };
}

/**
 * An object with changes: objects are merged, everything else is replaced, and a name with dots leads
 * inside, as Plotly has it: `{ "marker.color": "red" }`.
 */
export function merged(target: WireObject, changes: WireObject): WireObject {
  return Object.entries(changes).reduce(
    (result, [name, value]) => assign(result, name.split("."), value),
    target,
  );
}

/** The traces with changes to some of them. */
export function restyled(data: WireObject[], changes: WireObject, traces: readonly number[]): WireObject[] {
  return data.map((trace, i) => (traces.includes(i) ? merged(trace, changes) : trace));
}

const bytesOf = (bytes: Exclude<Bytes, string>): Uint8Array =>
  bytes instanceof ArrayBuffer
    ? new Uint8Array(bytes)
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const constructors = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
};
export type Numbers = InstanceType<(typeof constructors)[keyof typeof constructors]>;

/** The numbers of a binary array, row by row; copied only where a message left them off their boundary. */
export function numbersOf({ dtype, bdata }: BinaryArray): Numbers {
  const Numbers = constructors[dtype as keyof typeof constructors];
  if (!Numbers || typeof bdata === "string")
    throw new Error(`A figure cannot hold binary values of type ${dtype}.`);
  const bytes = bytesOf(bdata);
  const size = Numbers.BYTES_PER_ELEMENT;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new Numbers(buffer as ArrayBuffer, byteOffset, byteLength / size);
}

/** One array behind the other; at most the last `keep` values. */
function joined(old: WireValue | undefined, added: WireValue, keep: number | null): WireValue {
  if (isBinaryArray(old) && isBinaryArray(added) && old.dtype === added.dtype && !old.shape && !added.shape) {
    const [first, second] = [numbersOf(old), numbersOf(added)];
    const dropped = keep === null ? 0 : Math.max(0, first.length + second.length - keep);
    const kept = first.subarray(Math.min(dropped, first.length));
    const fresh = second.subarray(Math.max(0, dropped - first.length));
    const all = new constructors[old.dtype as keyof typeof constructors](kept.length + fresh.length);
    all.set(kept);
    all.set(fresh, kept.length);
    return { dtype: old.dtype, bdata: all };
  }
  const list = (value: WireValue | undefined): WireValue[] =>
    isBinaryArray(value) ? [...numbersOf(value)] : Array.isArray(value) ? value : [];
  const all = [...list(old), ...list(added)];
  return keep === null ? all : all.slice(Math.max(0, all.length - keep));
}

/** The traces with points added to the end of one of them. */
export function extended(
  data: WireObject[],
  points: WireObject,
  trace: number,
  keep: number | null,
): WireObject[] {
  const target = data[trace];
  const longer = Object.entries(points).map(([name, added]) => [name, joined(target[name], added, keep)]);
  return data.with(trace, { ...target, ...Object.fromEntries(longer) });
}
