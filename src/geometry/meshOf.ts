import type { DepthMap } from "../image/depthMap.js";
import { checkedEdges, isJump } from "./edges.js";
import type { Intrinsics } from "./intrinsics.js";
import { Mesh } from "./pointCloud.js";
import { keptPixels, markedPixels, type UnprojectOptions, unproject } from "./unproject.js";

/**
 * The surface that a depth map shows: neighbouring pixels joined to triangles. Those across an edge are left out;
 * their corners stay where other triangles have them, so that a thing keeps its rim.
 *
 * @throws ArgumentError as `pointCloudOf`
 * @example await writePoints(meshOf(depth, intrinsicsOfView(depth, { degrees: 60 }), { photo }), "room.glb");
 */
export function meshOf(depth: DepthMap, intrinsics: Intrinsics, options: UnprojectOptions = {}): Mesh {
  const isKept = keptPixels(depth, intrinsics, options);
  const { width, height, data } = depth;
  const isSurface = surfaceTest(depth, intrinsics, options);
  const room = new Uint32Array(6 * (width - 1) * (height - 1));
  let used = 0;
  const add = (a: number, b: number, c: number): void => {
    if (!isKept[a] || !isKept[b] || !isKept[c] || !isSurface(a, b, c)) return;
    room[used] = a;
    room[used + 1] = b;
    room[used + 2] = c;
    used += 3;
  };
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const a = y * width + x;
      const [b, c, d] = [a + 1, a + width, a + width + 1];
      // Cut along the flatter diagonal, or around the corner that has no depth.
      const isFalling = Math.abs(data[a] - data[d]) <= Math.abs(data[b] - data[c]);
      if (isKept[a] && isKept[d] && (isFalling || !isKept[b] || !isKept[c])) {
        add(a, c, d);
        add(a, d, b);
      } else {
        add(a, c, b);
        add(b, c, d);
      }
    }
  }
  const corners = room.subarray(0, used);
  const isUsed = new Uint8Array(width * height);
  for (const corner of corners) isUsed[corner] = 1;
  const pixels = markedPixels(isUsed);
  const placeOf = new Uint32Array(width * height);
  for (let place = 0; place < pixels.length; place++) placeOf[pixels[place]] = place;
  const triangles = corners.map((corner) => placeOf[corner]);
  return new Mesh({ ...unproject(depth, intrinsics, options, pixels), triangles });
}

/** Tells whether three pixels that touch lie on one surface, seen at less than the grazing angle. */
function surfaceTest(
  { width, data }: DepthMap,
  { fx, fy, cx, cy }: Intrinsics,
  { edges = {} }: UnprojectOptions,
): (a: number, b: number, c: number) => boolean {
  if (edges === false) return () => true;
  const { relativeJump, grazingDegrees } = checkedEdges(edges);
  const least = grazingDegrees === 90 ? -1 : Math.cos((grazingDegrees * Math.PI) / 180);
  const pointOf = (i: number): [number, number, number] => {
    const z = data[i];
    return [(((i % width) + 0.5 - cx) / fx) * z, ((Math.floor(i / width) + 0.5 - cy) / fy) * z, z];
  };
  return (a, b, c) => {
    const [za, zb, zc] = [data[a], data[b], data[c]];
    if (isJump(za, zb, relativeJump) || isJump(zb, zc, relativeJump) || isJump(za, zc, relativeJump)) {
      return false;
    }
    if (least < 0) return true;
    const [ax, ay, az] = pointOf(a);
    const [bx, by, bz] = pointOf(b);
    const [dx, dy, dz] = pointOf(c);
    const [ux, uy, uz] = [bx - ax, by - ay, bz - az];
    const [vx, vy, vz] = [dx - ax, dy - ay, dz - az];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const [mx, my, mz] = [ax + bx + dx, ay + by + dy, az + bz + dz];
    const along = Math.abs(nx * mx + ny * my + nz * mz);
    return along >= least * Math.hypot(nx, ny, nz) * Math.hypot(mx, my, mz);
  };
}
