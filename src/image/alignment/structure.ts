import type { RgbImage } from "../rgbImage.js";
import type { Plane } from "./phaseCorrelation.js";

/** Levels below which a difference of neighbours is noise: what plateaus of real outputs show. */
const NOISE_LEVELS = 4;

/**
 * Where a picture has edges, whatever its colours mean: the length of the colour gradient, compressed, so
 * that a photo and a painted code of it look alike.
 */
export function edgeStrength({ width, height, data }: RgbImage): Plane {
  const edges = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = 3 * (y * width + x);
      let squares = 0;
      for (let c = at; c < at + 3; c++) {
        const [left, right] = [c - 3, c + 3];
        const [above, below] = [3 * width, -3 * width];
        // Sobel: differences, smoothed across.
        const dx =
          2 * (data[right] - data[left]) +
          (data[right + above] - data[left + above]) +
          (data[right + below] - data[left + below]);
        const dy =
          2 * (data[c + above] - data[c + below]) +
          (data[left + above] - data[left + below]) +
          (data[right + above] - data[right + below]);
        squares += dx * dx + dy * dy;
      }
      edges[y * width + x] = Math.log1p(Math.sqrt(squares) / (8 * NOISE_LEVELS));
    }
  }
  return { width, height, data: edges };
}
