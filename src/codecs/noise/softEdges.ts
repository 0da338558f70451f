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
 */
export function softenEdges(
  picture: FloatPicture,
  sigmaPixels: number,
  ring: number,
  seed: number,
): FloatPicture {
  const soft = blur(wobble(picture, sigmaPixels, seed), sigmaPixels);
  if (ring === 0) return soft;
  const smooth = blur(soft, RING_PIXELS);
  const amount = ring / RING_SHARE;
  const data = soft.data.map((level, i) => level + amount * (level - smooth.data[i]));
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
  const reach = Math.ceil(4 * sigmaPixels);
  const plain = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigmaPixels ** 2)),
  );
  const sum = plain.reduce((total, weight) => total + weight);
  const weights = plain.map((weight) => weight / sum);
  const sideways = new Float32Array(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      for (let k = -reach; k <= reach; k++) {
        const from = 3 * (y * width + Math.min(width - 1, Math.max(0, x + k)));
        const weight = weights[k + reach];
        sideways[at] += weight * data[from];
        sideways[at + 1] += weight * data[from + 1];
        sideways[at + 2] += weight * data[from + 2];
      }
    }
  }
  const blurred = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const start = 3 * y * width;
    for (let k = -reach; k <= reach; k++) {
      const from = 3 * width * Math.min(height - 1, Math.max(0, y + k));
      const weight = weights[k + reach];
      for (let i = 0; i < 3 * width; i++) blurred[start + i] += weight * sideways[from + i];
    }
  }
  return { width, height, data: blurred };
}
