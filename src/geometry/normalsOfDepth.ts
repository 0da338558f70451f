import { ArgumentError, describeValue } from "../errors.js";
import type { DepthMap } from "../image/depthMap.js";
import { NormalMap } from "../image/normalMap.js";
import { fitNormals } from "./fitNormals.js";
import { checkIntrinsics, type Intrinsics } from "./intrinsics.js";

/** Options of `normalsOfDepth`. */
export interface NormalsOfDepthOptions {
  /**
   * pixels to the neighbours that count; default 1: the two across and the two below; more: the plane that fits best
   * to all within, which evens out noise and the steps of a painted code
   */
  readonly radius?: number;
}

/** A step between neighbours this large, relative to the nearer one, is looked at more closely. */
const CLOSER_LOOK = 0.02;

/**
 * Normals of the surface that depth describes. Neighbours beyond an edge do not count, and a plane's normals are
 * exact. NaN where there is no depth, or no neighbour.
 *
 * @throws ArgumentError for wrong intrinsics or a radius that is no whole number from 1 to 32
 * @example normalsOfDepth(depth, intrinsicsOfView(depth, { degrees: 60 }))
 */
export function normalsOfDepth(
  depth: DepthMap,
  intrinsics: Intrinsics,
  { radius = 1 }: NormalsOfDepthOptions = {},
): NormalMap {
  const { fx, fy, cx, cy } = checkIntrinsics(intrinsics);
  if (!(Number.isInteger(radius) && radius >= 1 && radius <= 32)) {
    throw new ArgumentError({
      argument: "radius",
      expected: "a whole number of pixels from 1 to 32",
      got: describeValue(radius),
      remedy: "1 suits exact depth, 3 painted depth",
    });
  }
  const { width, height } = depth;
  const nearest = spannedNormals(depth, intrinsics);
  const data = radius === 1 ? nearest : fitNormals(depth, intrinsics, radius, nearest);
  const provenance = { normals: { from: "depth", radius, intrinsics: { fx, fy, cx, cy } } };
  return new NormalMap({ width, height, data, provenance: { ...depth.provenance, ...provenance } });
}

/**
 * The cross product of the lines through the neighbours left and right, above and below; of the pixel itself and
 * one neighbour where the other lies behind an edge.
 */
function spannedNormals({ width, height, data }: DepthMap, { fx, fy, cx, cy }: Intrinsics): Float32Array {
  const normals = new Float32Array(3 * width * height).fill(Number.NaN);
  for (let y = 0, i = 0; y < height; y++) {
    const v = (y + 0.5 - cy) / fy;
    for (let x = 0; x < width; x++, i++) {
      const u = (x + 0.5 - cx) / fx;
      const z = data[i];
      if (!(z > 0 && z < Infinity)) continue;
      const left = x > 0 ? data[i - 1] : Number.NaN;
      const right = x + 1 < width ? data[i + 1] : Number.NaN;
      const above = y > 0 ? data[i - width] : Number.NaN;
      const below = y + 1 < height ? data[i + width] : Number.NaN;
      const [backX, forthX] = span(left, z, right);
      const [backY, forthY] = span(above, z, below);
      if (backX + forthX === 0 || backY + forthY === 0) continue;
      // Neighbours in space: (place · depth, place · depth, depth), places in units of the focal length.
      const z0 = backX ? left : z;
      const z1 = forthX ? right : z;
      const ax = (u + forthX / fx) * z1 - (u - backX / fx) * z0;
      const ay = v * (z1 - z0);
      const az = z1 - z0;
      const z2 = backY ? above : z;
      const z3 = forthY ? below : z;
      const bx = u * (z3 - z2);
      const by = (v + forthY / fy) * z3 - (v - backY / fy) * z2;
      const bz = z3 - z2;
      // down × right points to the viewer in axes of x right, y down, z into the picture.
      const nx = by * az - bz * ay;
      const ny = bz * ax - bx * az;
      const nz = bx * ay - by * ax;
      const length = Math.hypot(nx, ny, nz);
      if (!(length > 0)) continue;
      normals[3 * i] = nx / length;
      normals[3 * i + 1] = -ny / length;
      normals[3 * i + 2] = -nz / length;
    }
  }
  return normals;
}

/** Which of two neighbours lie on the same surface as the pixel between them: 1 or 0 for each. */
function span(before: number, here: number, after: number): [number, number] {
  const hasBefore = before > 0 && before < Infinity;
  const hasAfter = after > 0 && after < Infinity;
  if (!hasBefore || !hasAfter) return [Number(hasBefore), Number(hasAfter)];
  const stepBefore = Math.abs(1 / before - 1 / here);
  const stepAfter = Math.abs(1 / after - 1 / here);
  // On a plane inverse depth is linear in the picture, so both steps are equal however steep it is.
  if (Math.max(stepBefore, stepAfter) * here < CLOSER_LOOK) return [1, 1];
  if (stepBefore > 2 * stepAfter) return [0, 1];
  if (stepAfter > 2 * stepBefore) return [1, 0];
  return [1, 1];
}
