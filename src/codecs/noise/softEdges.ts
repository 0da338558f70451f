import { gaussianField } from "./gaussian.js";

/** RGB in fractional levels, interleaved. */
export interface FloatPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** How wide the ring is, as the standard deviation of the blur that unsharp masking takes away, pixels. */
const RING_PIXELS = 1;

/** Half a pixel beyond a step, that blur has reached this share of it: what is missing makes the overshoot. */
const RING_SHARE = 0.31;

/** How far an edge runs before it lies elsewhere between the pixels, pixels. */
const WOBBLE_PERIOD = 13;

/**
 * Edges as a generator's decoder leaves them: not on the borders of pixels but anywhere between (so that
 * most have a pixel of mixed colour), softened by a Gaussian, with a ring of over- and undershoot.
 *
 * @param sigmaPixels standard deviation of the displacement and of the blur, 0 for exact edges
 * @param ring overshoot beside a step, share of the step
 * @returns yields between its passes
 */
export function* softenEdges(
  picture: FloatPicture,
  sigmaPixels: number,
  ring: number,
  seed: number,
): Generator<number, FloatPicture> {
  const moved = wobble(picture, sigmaPixels, seed);
  yield 0.5;
  const soft = blur(moved, sigmaPixels);
  yield 0.6;
  if (ring === 0) return soft;
  const smooth = blur(soft, RING_PIXELS);
  yield 0.7;
  const amount = ring / RING_SHARE;
  const data = new Float32Array(soft.data.length);
  for (let i = 0; i < data.length; i++) data[i] = soft.data[i] + amount * (soft.data[i] - smooth.data[i]);
  return { ...picture, data };
}

/** Takes every pixel from a place a little away, between its neighbours. */
function wobble(picture: FloatPicture, sigmaPixels: number, seed: number): FloatPicture {
  if (sigmaPixels === 0) return picture;
  const { width, height, data } = picture;
  const sideways = gaussianField(width, height, WOBBLE_PERIOD, 30, seed);
  const upDown = gaussianField(width, height, WOBBLE_PERIOD, 31, seed);
  const moved = new Float32Array(data.length);
  for (let y = 0, i = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const fromX = Math.min(width - 1, Math.max(0, x + sigmaPixels * sideways[i]));
      const fromY = Math.min(height - 1, Math.max(0, y + sigmaPixels * upDown[i]));
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      const [along, down] = [fromX - left, fromY - top];
      const right = left + 1 < width ? 3 : 0;
      const below = top + 1 < height ? 3 * width : 0;
      const from = 3 * (top * width + left);
      for (let c = from; c < from + 3; c++, at++) {
        const upper = data[c] + along * (data[c + right] - data[c]);
        const lower = data[c + below] + along * (data[c + below + right] - data[c + below]);
        moved[at] = upper + down * (lower - upper);
      }
    }
  }
  return { width, height, data: moved };
}

/** Separable; beyond the border the picture goes on as it ends. */
function blur(picture: FloatPicture, sigmaPixels: number): FloatPicture {
  if (sigmaPixels === 0) return picture;
  const { width, height, data } = picture;
  const weights = halfOfBell(sigmaPixels);
  const reach = weights.length - 1;
  const stride = 3 * width;
  const sideways = new Float32Array(data.length);
  // A row with its ends repeated, so that no pixel has to ask where they are.
  const line = new Float32Array(stride + 6 * reach);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * stride, (y + 1) * stride);
    line.set(row, 3 * reach);
    for (let k = 0; k < reach; k++) {
      line.set(row.subarray(0, 3), 3 * k);
      line.set(row.subarray(stride - 3), 3 * reach + stride + 3 * k);
    }
    const from = (k: number) => line.subarray(3 * (reach + k), 3 * (reach + k) + stride);
    addWeighted(sideways.subarray(y * stride, (y + 1) * stride), weights, from);
  }
  const blurred = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const from = (k: number) => {
      const start = stride * Math.min(height - 1, Math.max(0, y + k));
      return sideways.subarray(start, start + stride);
    };
    addWeighted(blurred.subarray(y * stride, (y + 1) * stride), weights, from);
  }
  return { width, height, data: blurred };
}

/** Weights at 0, 1, 2 … pixels; with their mirror images they add up to 1. */
function halfOfBell(sigmaPixels: number): number[] {
  const reach = Math.ceil(4 * sigmaPixels);
  const bell = Array.from({ length: reach + 1 }, (_, k) => Math.exp(-(k ** 2) / (2 * sigmaPixels ** 2)));
  const sum = 2 * bell.reduce((total, weight) => total + weight) - 1;
  return bell.map((weight) => weight / sum);
}

/** Sums up what lies `k` places away on both sides, pair by pair. */
function addWeighted(sum: Float32Array, weights: readonly number[], from: (k: number) => Float32Array): void {
  const middle = from(0);
  for (let i = 0; i < sum.length; i++) sum[i] = weights[0] * middle[i];
  for (let k = 1; k < weights.length; k++) {
    const [weight, before, after] = [weights[k], from(-k), from(k)];
    for (let i = 0; i < sum.length; i++) sum[i] += weight * (before[i] + after[i]);
  }
}
