import { ArgumentError, describeValue } from "../errors.js";
import type { Scene } from "./scene.js";
import type { Vec3 } from "./shapes.js";

/** A pinhole camera. Pixel (x, y) has its centre at (x + 0.5, y + 0.5), from the top left corner. */
export interface Camera {
  readonly width: number;
  readonly height: number;
  /** focal lengths in pixels */
  readonly fx: number;
  readonly fy: number;
  /** where the optical axis meets the picture, in pixels from its top left corner */
  readonly cx: number;
  readonly cy: number;
  /** the camera's place in the world, metres */
  readonly eye: Vec3;
  /** the camera's axes in the world: +x right, +y up, +z to the viewer */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly back: Vec3;
}

/** What a camera does to directions; places count from the picture's top left corner, in pixels. */
export type Lens = Pick<Camera, "fx" | "fy" | "cx" | "cy">;

/** The camera of a scene for one size of picture; with a lens of its own instead of the scene's field of view. */
export function cameraOf(scene: Scene, width: number, height: number, lens?: Lens): Camera {
  if (!(scene.halfFieldRad > 0 && scene.halfFieldRad < Math.PI / 2)) {
    throw new ArgumentError({
      argument: "scene.halfFieldRad",
      expected: "an angle above 0 and below π/2",
      got: describeValue(scene.halfFieldRad),
      remedy: "give half of the horizontal field of view in radians, as 0.56",
    });
  }
  const cosYaw = Math.cos(scene.yawRad);
  const sinYaw = Math.sin(scene.yawRad);
  const cosPitch = Math.cos(scene.pitchRad);
  const sinPitch = Math.sin(scene.pitchRad);
  const focal = width / 2 / Math.tan(scene.halfFieldRad);
  return {
    width,
    height,
    fx: lens?.fx ?? focal,
    fy: lens?.fy ?? focal,
    cx: lens?.cx ?? width / 2,
    cy: lens?.cy ?? height / 2,
    eye: scene.eye,
    right: [cosYaw, 0, -sinYaw],
    up: [sinYaw * sinPitch, cosPitch, cosYaw * sinPitch],
    back: [sinYaw * cosPitch, -sinPitch, cosYaw * cosPitch],
  };
}

/**
 * The direction from the eye through a place in the picture, scaled so that one unit of it advances
 * one metre along the optical axis: the ray parameter of a hit is its depth.
 */
export function rayThrough(camera: Camera, x: number, y: number): [number, number, number] {
  const { right, up, back } = camera;
  const u = (x - camera.cx) / camera.fx;
  const v = (camera.cy - y) / camera.fy;
  return [
    u * right[0] + v * up[0] - back[0],
    u * right[1] + v * up[1] - back[1],
    u * right[2] + v * up[2] - back[2],
  ];
}
