import { bytesOf } from "./buffers.js";

/** Deep equality of JSON values and binary values: what must not be sent again. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  const bytesA = bytesOf(a);
  const bytesB = bytesOf(b);
  if (bytesA || bytesB) {
    return bytesA !== undefined && bytesB !== undefined && Buffer.compare(bytesA, bytesB) === 0;
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const proto = Object.getPrototypeOf(a);
  if (proto !== Object.getPrototypeOf(b) || ![Object.prototype, Array.prototype, null].includes(proto))
    return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameValue((a as never)[key], (b as never)[key]))
  );
}
