/** What the wire carried, as Plotly draws it. */
import { numbersOf } from "../changes.js";
import { isBinaryArray, type WireObject, type WireValue } from "../state.js";

function decodeValue(value: WireValue): unknown {
  if (Array.isArray(value)) return value.map(decodeValue);
  if (isBinaryArray(value)) {
    // Stored figures have base64, which Plotly reads by itself.
    if (typeof value.bdata === "string") return value;
    const numbers = numbersOf(value);
    const width = Number(value.shape?.split(",")[1] ?? 0);
    if (width === 0) return numbers;
    return Array.from({ length: numbers.length / width }, (_, i) =>
      numbers.subarray(i * width, (i + 1) * width),
    );
  }
  return typeof value === "object" && value !== null ? decodeObject(value) : value;
}

const decodeObject = (value: WireObject): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeValue(item)]));

const decoded = new WeakMap<WireObject, Record<string, unknown>>();

/** A trace for Plotly: an object of its own, because Plotly writes on it; the numbers are shared by all views. */
export function decodeTrace(trace: WireObject): Record<string, unknown> {
  const known = decoded.get(trace) ?? decodeObject(trace);
  decoded.set(trace, known);
  return { ...known };
}

/** A layout or a configuration that Plotly may write on. */
export const decodePlain = (value: WireObject): Record<string, unknown> => decodeObject(value);
