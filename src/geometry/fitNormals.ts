import type { DepthMap } from "../image/depthMap.js";
import type { Intrinsics } from "./intrinsics.js";

/** How far inverse depth may be off the first guess on one surface, per pixel and relative to the middle. */
const TOLERANCE = 0.02;

/**
 * Normals of the planes that fit best to the pixels around each pixel, as x right, y up, z to the viewer; the first
 * guess where there is too little around. On a plane n · P = 1 inverse depth is n · (u, v, 1), linear in the picture, so
 * that the fit is one of three unknowns.
 *
 * @param radius pixels to the window's sides
 * @param guess normals of the nearest neighbours; what lies far off their plane is another surface
 */
export function fitNormals(
  depth: DepthMap,
  { fx, fy, cx, cy }: Intrinsics,
  radius: number,
  guess: Float32Array,
): Float32Array {
  const { width, height } = depth;
  const inverse = depth.data.map((metres) => (metres > 0 ? 1 / metres : Number.NaN));
  const normals = guess.slice();
  for (let y = 0, i = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height - 1, y + radius)];
    for (let x = 0; x < width; x++, i++) {
      const here = inverse[i];
      if (!(here > 0)) continue;
      const [gx, gy, gz] = [guess[3 * i], -guess[3 * i + 1], -guess[3 * i + 2]];
      const along = (gx * (x + 0.5 - cx)) / fx + (gy * (y + 0.5 - cy)) / fy + gz;
      const guessX = (here * gx) / fx / along || 0;
      const guessY = (here * gy) / fy / along || 0;
      const [left, right] = [Math.max(0, x - radius), Math.min(width - 1, x + radius)];
      // Moments around the middle, so that nothing cancels: n, Σx, Σy, Σxx, Σxy, Σyy, Σd, Σxd, Σyd.
      let [n, sx, sy, sxx, sxy, syy, sd, sxd, syd] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
      for (let py = top; py <= bottom; py++) {
        const dy = py - y;
        for (let px = left, j = py * width + left; px <= right; px++, j++) {
          const dx = px - x;
          const d = inverse[j] - here;
          const reach = Math.max(1, Math.abs(dx), Math.abs(dy));
          if (!(Math.abs(d - guessX * dx - guessY * dy) <= TOLERANCE * reach * here)) continue;
          n++;
          sx += dx;
          sy += dy;
          sxx += dx * dx;
          sxy += dx * dy;
          syy += dy * dy;
          sd += d;
          sxd += dx * d;
          syd += dy * d;
        }
      }
      const [cxx, cxy, cyy] = [sxx - (sx * sx) / n, sxy - (sx * sy) / n, syy - (sy * sy) / n];
      const [cxd, cyd] = [sxd - (sx * sd) / n, syd - (sy * sd) / n];
      const determinant = cxx * cyy - cxy * cxy;
      // A line of pixels says nothing of the slope across it.
      if (!(determinant > 1e-9 * cxx * cyy)) continue;
      const slopeX = (cyy * cxd - cxy * cyd) / determinant;
      const slopeY = (cxx * cyd - cxy * cxd) / determinant;
      const middle = here + (sd - slopeX * sx - slopeY * sy) / n;
      const [a, b] = [slopeX * fx, slopeY * fy];
      const c = middle - (a * (x + 0.5 - cx)) / fx - (b * (y + 0.5 - cy)) / fy;
      const length = Math.hypot(a, b, c);
      normals[3 * i] = -a / length;
      normals[3 * i + 1] = b / length;
      normals[3 * i + 2] = c / length;
    }
  }
  return normals;
}
