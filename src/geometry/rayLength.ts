import { DepthMap } from "../image/depthMap.js";
import { checkIntrinsics, type Intrinsics } from "./intrinsics.js";

/**
 * Depth along the optical axis from lengths along each pixel's ray (as Hypersim stores and laser scanners measure).
 *
 * @param lengths a map whose values are distances from the eye, in metres
 * @throws ArgumentError for wrong intrinsics
 * @example const depth = depthOfRayLength(await readDepth("depth_meters.npy"), intrinsics);
 */
export function depthOfRayLength(lengths: DepthMap, intrinsics: Intrinsics): DepthMap {
  return scaled(lengths, intrinsics, (stretch) => 1 / stretch);
}

/**
 * The length of each pixel's ray, in metres, from depth along the optical axis.
 *
 * @throws ArgumentError for wrong intrinsics
 * @example rayLengthOfDepth(depth, { fx: 500, fy: 500, cx: 320, cy: 240 })
 */
export function rayLengthOfDepth(depth: DepthMap, intrinsics: Intrinsics): Float32Array {
  return scaled(depth, intrinsics, (stretch) => stretch).data;
}

function scaled(depth: DepthMap, intrinsics: Intrinsics, factor: (stretch: number) => number): DepthMap {
  const { fx, fy, cx, cy } = checkIntrinsics(intrinsics);
  const { width, height, provenance, residual } = depth;
  const data = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const v = (y + 0.5 - cy) / fy;
    for (let x = 0; x < width; x++, i++) {
      data[i] = depth.data[i] * factor(Math.hypot((x + 0.5 - cx) / fx, v, 1));
    }
  }
  return new DepthMap({
    width,
    height,
    data,
    ...(residual && { residual }),
    ...(provenance && { provenance }),
  });
}
