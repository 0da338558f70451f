import { gaussianAt } from "./gaussian.js";
import type { FloatPicture } from "./softEdges.js";

/** Right and down, pixels; fractions are interpolated. */
export type PixelShift = readonly [dx: number, dy: number];

/** A number of pixels, in a direction of the seed's choosing, or both components. */
export function shiftOf(shift: number | PixelShift, seed: number): PixelShift {
  if (typeof shift !== "number") return shift;
  const [x, y] = [gaussianAt(0, 0, 90, seed), gaussianAt(0, 0, 91, seed)];
  const length = Math.hypot(x, y);
  return [(shift * x) / length, (shift * y) / length];
}

/** Moves the whole picture; where it moves away from, its border is repeated. */
export function shiftPicture(picture: FloatPicture, [dx, dy]: PixelShift): FloatPicture {
  if (dx === 0 && dy === 0) return picture;
  const { width, height, data } = picture;
  const columns = placesAlong(width, dx);
  const rows = placesAlong(height, dy);
  const moved = new Float32Array(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    const [top, bottom, down] = rows[y];
    for (let x = 0; x < width; x++) {
      const [left, right, along] = columns[x];
      for (let c = 0; c < 3; c++, at++) {
        const upper = mix(data[3 * (top * width + left) + c], data[3 * (top * width + right) + c], along);
        const lower = mix(
          data[3 * (bottom * width + left) + c],
          data[3 * (bottom * width + right) + c],
          along,
        );
        moved[at] = mix(upper, lower, down);
      }
    }
  }
  return { width, height, data: moved };
}

const mix = (a: number, b: number, share: number): number => a + share * (b - a);

/** For each place the two it comes from, and the second one's share. */
function placesAlong(length: number, shift: number): [number, number, number][] {
  return Array.from({ length }, (_, place) => {
    const from = Math.min(length - 1, Math.max(0, place - shift));
    const first = Math.floor(from);
    return [first, Math.min(length - 1, first + 1), from - first];
  });
}
