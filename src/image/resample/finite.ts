import { blend, type GridTaps, pick } from "./planes.js";

/** Below this share of its weight a blend is no measurement: the nearest pixel stands in. */
const LEAST_SHARE = 0.25;

/**
 * Blends measured values without ever mixing in what is unknown (NaN) or infinite: a new pixel is
 * what the old pixel at its centre is, and if that is a number, the blend of the numbers around.
 *
 * @param channels a pixel counts as a number only if all its channels are finite
 * @param nearest taps of `nearest-exact` on the same axes
 */
export function blendFinite(
  data: Float32Array,
  width: number,
  channels: number,
  taps: GridTaps,
  nearest: GridTaps,
): Float32Array {
  const finite = new Float32Array(data.length / channels);
  let holes = 0;
  for (let i = 0; i < finite.length; i++) {
    let whole = 1;
    for (let c = 0; c < channels; c++) if (!Number.isFinite(data[i * channels + c])) whole = 0;
    finite[i] = whole;
    holes += 1 - whole;
  }
  if (holes === 0) return blend(data, width, channels, taps);

  const filled = data.map((value, i) => (finite[Math.floor(i / channels)] ? value : 0));
  const sums = blend(filled, width, channels, taps);
  const shares = blend(finite, width, 1, taps);
  const picked = pick(data, width, channels, nearest);
  const isNumber = pick(finite, width, 1, nearest);
  for (let i = 0; i < shares.length; i++) {
    if (!isNumber[i] || shares[i] < LEAST_SHARE) continue;
    for (let c = 0; c < channels; c++) picked[i * channels + c] = sums[i * channels + c] / shares[i];
  }
  return picked;
}
