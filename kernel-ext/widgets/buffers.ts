/**
 * Binary values travel beside the JSON, with their paths:
 * https://ipywidgets.readthedocs.io/en/stable/examples/Widget%20Low%20Level.html#Widgets-binary-data
 */
import type { Json } from "../wire/message.js";

export type Path = (string | number)[];

export interface SplitState {
  state: Json;
  bufferPaths: Path[];
  buffers: Uint8Array[];
}

/** A view on the bytes of a binary value, or undefined for any other value. Nothing is copied. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}

export const isPlainObject = (value: unknown): value is Json =>
  typeof value === "object" &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Takes binary values out of a state: a key is removed, an item of a list becomes null. */
export function splitBuffers(state: Json): SplitState {
  const bufferPaths: Path[] = [];
  const buffers: Uint8Array[] = [];

  function strip(value: unknown, path: Path): unknown {
    if (Array.isArray(value)) {
      return value.map((item, i) => (take(item, [...path, i]) ? null : strip(item, [...path, i])));
    }
    if (!isPlainObject(value)) return value;
    const rest: Json = {};
    for (const [key, item] of Object.entries(value)) {
      if (!take(item, [...path, key])) rest[key] = strip(item, [...path, key]);
    }
    return rest;
  }

  function take(value: unknown, path: Path): boolean {
    const bytes = bytesOf(value);
    if (!bytes) return false;
    bufferPaths.push(path);
    buffers.push(bytes);
    return true;
  }

  return { state: strip(state, []) as Json, bufferPaths, buffers };
}

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Puts binary values back where their paths say; undoes {@link splitBuffers}. Changes `state`. */
export function joinBuffers(state: Json, bufferPaths: readonly Path[], buffers: readonly Uint8Array[]): Json {
  bufferPaths.forEach((path, i) => {
    if (path.some((key) => forbiddenKeys.has(String(key)))) return;
    // biome-ignore lint/suspicious/noExplicitAny: a path walks through JSON of any shape
    let at: any = state;
    for (const key of path.slice(0, -1)) at = at?.[key];
    const last = path.at(-1);
    if (at !== null && typeof at === "object" && last !== undefined) at[last] = buffers[i];
  });
  return state;
}
