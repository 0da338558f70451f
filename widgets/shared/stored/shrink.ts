import type { PlaneToStore } from "./pack.js";

/** Every `factor`-th pixel of a plane in both directions, or the mean of `factor` × `factor` of them. */
export function shrinkPlane(
  { data, channels, shrinks }: PlaneToStore,
  width: number,
  height: number,
  factor: number,
): PlaneToStore["data"] {
  const newWidth = Math.ceil(width / factor);
  const newHeight = Math.ceil(height / factor);
  const small = data.slice(0, newWidth * newHeight * channels);
  for (let y = 0, out = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      for (let k = 0; k < channels; k++, out++) {
        if (shrinks === "mean") small[out] = meanAt(x * factor, y * factor, k);
        else {
          const column = Math.min(width - 1, x * factor + (factor >> 1));
          const row = Math.min(height - 1, y * factor + (factor >> 1));
          small[out] = data[channels * (row * width + column) + k];
        }
      }
    }
  }
  return small;

  function meanAt(left: number, top: number, channel: number): number {
    const right = Math.min(width, left + factor);
    const bottom = Math.min(height, top + factor);
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) sum += data[channels * (y * width + x) + channel];
    }
    return Math.round(sum / ((right - left) * (bottom - top)));
  }
}
