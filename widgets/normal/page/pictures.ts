import { decodeNormals } from "vision-peel/codecs";
import { intrinsicsOfView, normalsOfDepth } from "vision-peel/geometry";
import { DepthMap, NormalMap, RgbImage } from "vision-peel/image";
import { bytesOf, floatsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { turnAxes } from "../directions.js";
import type { NormalPictures } from "../draw/pictures.js";
import type { NormalState } from "../state.js";

/** Smooths the steps of a painted depth code, and leaves edges where they are. */
const DEPTH_RADIUS = 3;

export interface GivenPictures extends Omit<NormalPictures, "normals"> {
  /** as they were given, in their own axes */
  readonly given: Float32Array;
  readonly depth: DepthMap | undefined;
}

/** Takes the planes out of the state. Normals that are not there are what the painting says. */
export function picturesOf(model: AnyModel<NormalState>): GivenPictures {
  const [width, height] = [model.get("width"), model.get("height")];
  const painted = bytesOf(model.get("painted"));
  const said = painted && decodeNormals(new RgbImage({ width, height, data: painted }));
  const metres = floatsOf(model.get("depth"));
  const depth = metres && new DepthMap({ width, height, data: metres });
  let ofDepth: NormalMap | undefined;
  return {
    width,
    height,
    given:
      floatsOf(model.get("normals")) ?? said?.data ?? new Float32Array(3 * width * height).fill(Number.NaN),
    painted,
    photo: bytesOf(model.get("photo")),
    residual: said?.residual ?? floatsOf(model.get("residual")),
    truth: floatsOf(model.get("truth")),
    depth,
    // Looked at by few, so made when it is.
    ofDepth:
      depth &&
      (() => {
        const camera = intrinsicsOfView(depth, { degrees: model.get("fieldOfView") });
        ofDepth ??= normalsOfDepth(depth, camera, { radius: DEPTH_RADIUS });
        return ofDepth;
      }),
  };
}

/** The pictures with their normals in the camera's axes. */
export const inAxes = (given: GivenPictures, axes: NormalState["axes"]): NormalPictures => ({
  ...given,
  normals: turnAxes(given.given, axes),
});

/** The normals of a view as the library wants them. */
export const normalMapOf = ({ width, height, normals }: NormalPictures): NormalMap =>
  new NormalMap({ width, height, data: normals });
