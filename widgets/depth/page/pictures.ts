import { decodeDepth, depthTables } from "vision-peel/codecs";
import { RgbImage } from "vision-peel/image";
import { bytesOf, floatsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { DepthPictures } from "../draw/pictures.js";
import type { DepthState } from "../state.js";

/** Takes the pictures out of the state. Depth that is not there is what the painting says. */
export function picturesOf(model: AnyModel<DepthState>): DepthPictures {
  const width = model.get("width");
  const height = model.get("height");
  const code = { lambda: model.get("lambda"), c: model.get("c") };
  const painted = bytesOf(model.get("painted"));
  const said = painted && decodeDepth(new RgbImage({ width, height, data: painted }), code);
  return {
    width,
    height,
    metres: floatsOf(model.get("depth")) ?? said?.data ?? new Float32Array(width * height).fill(Number.NaN),
    painted,
    photo: bytesOf(model.get("photo")),
    residual: said?.residual ?? floatsOf(model.get("residual")),
    truth: floatsOf(model.get("truth")),
    tables: depthTables(code),
  };
}
