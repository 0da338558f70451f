/** A figure as it is stored in notebooks, for every front end that knows Plotly: bytes as base64. */
import { isBinaryArray, type WireObject, type WireValue } from "./state.js";

function inBase64(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map(inBase64);
  if (isBinaryArray(value)) {
    const { bdata } = value;
    if (typeof bdata === "string") return value;
    const bytes =
      bdata instanceof ArrayBuffer
        ? Buffer.from(bdata)
        : Buffer.from(bdata.buffer, bdata.byteOffset, bdata.byteLength);
    return { ...value, bdata: bytes.toString("base64") };
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inBase64(item)]));
}

/** The value of `application/vnd.plotly.v1+json`. */
export function storedFigure(data: WireObject[], layout: WireObject, config: WireObject): WireValue {
  return inBase64({ data, layout, config });
}
