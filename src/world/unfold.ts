import type { Shape, Vec3 } from "./shapes.js";

/** Flattens a point of a surface (in the shape's own axes) to metres across and along it, for textures. */
export function unfold(shape: Shape, [x, y, z]: Vec3): readonly [across: number, along: number] {
  switch (shape.kind) {
    case "plane":
      return flat(shape.normal, x, y, z);
    case "box": {
      const [hx, hy, hz] = shape.half;
      return flat([x / hx, y / hy, z / hz], x, y, z);
    }
    case "sphere":
      return [Math.atan2(z, x) * shape.radius, y];
    case "cylinder":
      return [Math.atan2(z, x) * shape.radius, y];
  }
}

/** Drops the axis that the surface faces. */
function flat([nx, ny, nz]: Vec3, x: number, y: number, z: number): readonly [number, number] {
  const ax = Math.abs(nx);
  const ay = Math.abs(ny);
  const az = Math.abs(nz);
  if (ay >= ax && ay >= az) return [x, z];
  return ax >= az ? [z, y] : [x, y];
}
