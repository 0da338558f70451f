/** x to the right, y up, z to the viewer; metres. */
export type Vec3 = readonly [number, number, number];

/** A half-space seen from the side its unit normal points to. */
export interface Plane {
  readonly kind: "plane";
  readonly normal: Vec3;
  /** metres from the origin along the normal */
  readonly offset: number;
}
export interface Sphere {
  readonly kind: "sphere";
  readonly centre: Vec3;
  readonly radius: number;
}
/** Turned about the vertical by `yawRad`. */
export interface Box {
  readonly kind: "box";
  readonly centre: Vec3;
  readonly half: Vec3;
  readonly yawRad: number;
}
/** Upright, closed at both ends. */
export interface Cylinder {
  readonly kind: "cylinder";
  readonly base: Vec3;
  readonly radius: number;
  readonly height: number;
}
export type Shape = Plane | Sphere | Box | Cylinder;

/** A shape made ready for many rays. */
export interface Solid {
  /** the smallest ray parameter above `nearest` at which origin + t · direction meets the surface, or Infinity */
  hit(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, nearest: number): number;
  /** the outward unit normal at a point of the surface */
  normalAt(x: number, y: number, z: number): Vec3;
  /** the point in the shape's own axes, for textures */
  localOf(x: number, y: number, z: number): Vec3;
  readonly centre: Vec3;
  /** radius of a sphere around the centre that holds all of it; Infinity for planes */
  readonly reach: number;
  /** radius of a sphere that shades its surroundings about as much; 0 for planes */
  readonly bulk: number;
}

/** Makes a shape ready for rays. */
export function solidOf(shape: Shape): Solid {
  switch (shape.kind) {
    case "plane":
      return solidPlane(shape);
    case "sphere":
      return solidSphere(shape);
    case "box":
      return solidBox(shape);
    case "cylinder":
      return solidCylinder(shape);
  }
}

function solidPlane({ normal, offset }: Plane): Solid {
  const [nx, ny, nz] = normal;
  return {
    hit(ox, oy, oz, dx, dy, dz, nearest) {
      const slope = nx * dx + ny * dy + nz * dz;
      if (slope >= 0) return Infinity;
      const t = (offset - nx * ox - ny * oy - nz * oz) / slope;
      return t > nearest ? t : Infinity;
    },
    normalAt: () => normal,
    localOf: (x, y, z) => [x, y, z],
    centre: [0, 0, 0],
    reach: Infinity,
    bulk: 0,
  };
}

function solidSphere({ centre, radius }: Sphere): Solid {
  const [cx, cy, cz] = centre;
  return {
    hit(ox, oy, oz, dx, dy, dz, nearest) {
      const x = ox - cx;
      const y = oy - cy;
      const z = oz - cz;
      const a = dx * dx + dy * dy + dz * dz;
      const b = x * dx + y * dy + z * dz;
      const discriminant = b * b - a * (x * x + y * y + z * z - radius * radius);
      if (discriminant < 0) return Infinity;
      const root = Math.sqrt(discriminant);
      const near = (-b - root) / a;
      if (near > nearest) return near;
      const far = (-b + root) / a;
      return far > nearest ? far : Infinity;
    },
    normalAt: (x, y, z) => [(x - cx) / radius, (y - cy) / radius, (z - cz) / radius],
    localOf: (x, y, z) => [x - cx, y - cy, z - cz],
    centre,
    reach: radius,
    bulk: radius,
  };
}

function solidBox({ centre, half, yawRad }: Box): Solid {
  const [cx, cy, cz] = centre;
  const [hx, hy, hz] = half;
  const cos = Math.cos(yawRad);
  const sin = Math.sin(yawRad);
  const localX = (x: number, z: number): number => cos * x - sin * z;
  const localZ = (x: number, z: number): number => sin * x + cos * z;
  return {
    hit(ox, oy, oz, dx, dy, dz, nearest) {
      const x = localX(ox - cx, oz - cz);
      const y = oy - cy;
      const z = localZ(ox - cx, oz - cz);
      // Division by 0 gives ±Infinity, which the slab comparison handles (Kay and Kajiya 1986).
      const ix = 1 / localX(dx, dz);
      const iy = 1 / dy;
      const iz = 1 / localZ(dx, dz);
      const x1 = (-hx - x) * ix;
      const x2 = (hx - x) * ix;
      const y1 = (-hy - y) * iy;
      const y2 = (hy - y) * iy;
      const z1 = (-hz - z) * iz;
      const z2 = (hz - z) * iz;
      const near = Math.max(Math.min(x1, x2), Math.min(y1, y2), Math.min(z1, z2));
      const far = Math.min(Math.max(x1, x2), Math.max(y1, y2), Math.max(z1, z2));
      if (!(near <= far)) return Infinity;
      return near > nearest ? near : far > nearest ? far : Infinity;
    },
    normalAt(x, y, z) {
      const lx = localX(x - cx, z - cz) / hx;
      const ly = (y - cy) / hy;
      const lz = localZ(x - cx, z - cz) / hz;
      const most = Math.max(Math.abs(lx), Math.abs(ly), Math.abs(lz));
      if (Math.abs(ly) === most) return [0, Math.sign(ly), 0];
      if (Math.abs(lx) === most) return [Math.sign(lx) * cos, 0, -Math.sign(lx) * sin];
      return [Math.sign(lz) * sin, 0, Math.sign(lz) * cos];
    },
    localOf: (x, y, z) => [localX(x - cx, z - cz), y - cy, localZ(x - cx, z - cz)],
    centre,
    reach: Math.hypot(hx, hy, hz),
    bulk: Math.cbrt(hx * hy * hz) * 1.2,
  };
}

function solidCylinder({ base, radius, height }: Cylinder): Solid {
  const [cx, by, cz] = base;
  return {
    hit(ox, oy, oz, dx, dy, dz, nearest) {
      const x = ox - cx;
      const y = oy - by;
      const z = oz - cz;
      let best = Infinity;
      const a = dx * dx + dz * dz;
      const b = x * dx + z * dz;
      const discriminant = b * b - a * (x * x + z * z - radius * radius);
      if (discriminant < 0) return Infinity;
      if (a > 0) {
        const root = Math.sqrt(discriminant);
        const near = (-b - root) / a;
        const nearLevel = y + near * dy;
        if (near > nearest && nearLevel >= 0 && nearLevel <= height) best = near;
        const far = (-b + root) / a;
        const farLevel = y + far * dy;
        if (far > nearest && far < best && farLevel >= 0 && farLevel <= height) best = far;
      }
      for (let end = 0; end < 2; end++) {
        const t = (end * height - y) / dy;
        const px = x + t * dx;
        const pz = z + t * dz;
        if (t > nearest && t < best && px * px + pz * pz <= radius * radius) best = t;
      }
      return best;
    },
    normalAt(x, y, z) {
      const out = Math.hypot(x - cx, z - cz);
      const toTop = Math.abs(y - by - height);
      const toBottom = Math.abs(y - by);
      if (Math.min(toTop, toBottom) < Math.abs(radius - out)) return [0, toTop < toBottom ? 1 : -1, 0];
      return [(x - cx) / out, 0, (z - cz) / out];
    },
    localOf: (x, y, z) => [x - cx, y - by, z - cz],
    centre: [cx, by + height / 2, cz],
    reach: Math.hypot(radius, height / 2),
    bulk: Math.cbrt((radius * radius * height) / 2) * 1.1,
  };
}
