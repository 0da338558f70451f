import { ArgumentError, describeValue } from "../../errors.js";
import type { NormalMap } from "../../image/normalMap.js";

/**
 * Axes that normals are given in, seen from the camera:
 *
 * | name | x | y | z | used by |
 * |---|---|---|---|---|
 * | `"camera"` | right | up | to the viewer | this library, Vision Banana, OpenGL, Marigold |
 * | `"opengl"` | right | up | to the viewer | the same under its other name |
 * | `"opencv"` | right | down | into the scene | OpenCV, COLMAP, most point clouds |
 * | `"dsine"` | left | up | to the viewer | DSINE, Omnidata, ScanNet's GeoNet ground truth |
 */
export type NormalFrame = "camera" | "opengl" | "opencv" | "dsine";

/** 3 × 3, row by row: it turns a vector of the camera into one of the world. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

/** From the camera's axes to the named ones; each is its own inverse. */
const FRAMES: Readonly<Record<NormalFrame, Rotation>> = {
  camera: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  opengl: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  opencv: [1, 0, 0, 0, -1, 0, 0, 0, -1],
  dsine: [-1, 0, 0, 0, 1, 0, 0, 0, 1],
};

/** The axes that the paper's colours stand for: red is 255 to the left. */
export const PAPER_FRAME: NormalFrame = "dsine";

/** How far a rotation's rows may be from orthonormal. */
const TOLERANCE = 1e-4;

/**
 * Normals in other axes: a named frame, or the world by the camera's rotation.
 *
 * @param normals in the camera's axes, as `NormalMap` always holds them
 * @param frame its name, or the rotation from camera to world
 * @returns unit vectors, x y z interleaved; NaN stays NaN
 * @throws ArgumentError for an unknown name or what is no rotation
 * @example normalsInFrame(normals, "opencv") // x, −y, −z
 */
export function normalsInFrame(normals: NormalMap, frame: NormalFrame | Rotation): Float32Array {
  return turned(normals.data, rotationOf(frame));
}

/**
 * The other way: vectors in other axes as a `NormalMap` wants them.
 *
 * @param vectors x y z interleaved
 * @throws ArgumentError for an unknown name or what is no rotation
 * @example new NormalMap({ width, height, data: normalsFromFrame(fromDsine, "dsine") })
 */
export function normalsFromFrame(vectors: Float32Array, frame: NormalFrame | Rotation): Float32Array {
  const [a, b, c, d, e, f, g, h, i] = rotationOf(frame);
  return turned(vectors, [a, d, g, b, e, h, c, f, i]);
}

function turned(vectors: Float32Array, [a, b, c, d, e, f, g, h, i]: Rotation): Float32Array {
  const result = new Float32Array(vectors.length);
  for (let at = 0; at < vectors.length; at += 3) {
    const x = vectors[at];
    const y = vectors[at + 1];
    const z = vectors[at + 2];
    result[at] = a * x + b * y + c * z;
    result[at + 1] = d * x + e * y + f * z;
    result[at + 2] = g * x + h * y + i * z;
  }
  return result;
}

function rotationOf(frame: NormalFrame | Rotation): Rotation {
  if (typeof frame === "string" && Object.hasOwn(FRAMES, frame)) return FRAMES[frame];
  if (typeof frame !== "string" && frame.length === 9 && isOrthonormal(frame)) return frame;
  throw new ArgumentError({
    argument: "frame",
    expected: `one of ${Object.keys(FRAMES).join(", ")}, or a rotation as 9 numbers`,
    got: describeValue(frame),
    remedy: "give the rotation from camera to world row by row, without its translation",
  });
}

/** @throws ArgumentError unless it is the name of one */
export function checkFrame(argument: string, frame: unknown): void {
  if (typeof frame === "string" && Object.hasOwn(FRAMES, frame)) return;
  throw new ArgumentError({
    argument,
    expected: `one of ${Object.keys(FRAMES).join(", ")}`,
    got: describeValue(frame),
    remedy: "the paper's red, green and blue are dsine's",
  });
}

function isOrthonormal(m: Rotation): boolean {
  const rows = [m.slice(0, 3), m.slice(3, 6), m.slice(6, 9)];
  return rows.every((row, i) =>
    rows.every((other, j) => {
      const product = row[0] * other[0] + row[1] * other[1] + row[2] * other[2];
      return Math.abs(product - Number(i === j)) <= TOLERANCE;
    }),
  );
}
