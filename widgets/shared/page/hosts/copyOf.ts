import { bytesOf } from "../binary.js";

/**
 * A copy of a value as it is saved: JSON, but for binary values, which become DataViews of their own
 * bytes alone. What has `toJSON`, such as a model inside a model, says itself what is saved.
 */
export function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    return new DataView((bytesOf(value) as Uint8Array).slice().buffer);
  }
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}
