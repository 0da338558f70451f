import { bytesOf, floatsOf, shortsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { decodePainting } from "../painting.js";
import type { SegmentationState } from "../state.js";

/** Takes the planes out of the state. */
export function picturesOf(model: AnyModel<SegmentationState>): SegmentationPictures {
  const [width, height] = [model.get("width"), model.get("height")];
  const painted = bytesOf(model.get("painted"));
  const classes = model.get("decodedBy");
  const said = painted && classes && decodePainting({ width, height, data: painted }, classes);
  return {
    width,
    height,
    ids: said?.ids ?? shortsOf(model.get("ids")) ?? new Uint16Array(width * height),
    margin: said?.margin ?? floatsOf(model.get("margin")),
    painted,
    photo: bytesOf(model.get("photo")),
    truth: shortsOf(model.get("truth")),
  };
}
