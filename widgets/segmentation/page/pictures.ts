import { bytesOf, floatsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { SegmentationPictures } from "../draw.js";
import type { SegmentationState } from "../state.js";

/** Takes the planes out of the state. */
export function picturesOf(model: AnyModel<SegmentationState>): SegmentationPictures {
  const bytes = bytesOf(model.get("ids")) ?? new Uint8Array(2 * model.get("width") * model.get("height"));
  // A message may leave them off a 2-byte boundary.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return {
    width: model.get("width"),
    height: model.get("height"),
    ids: new Uint16Array(buffer, byteOffset, byteLength / 2),
    margin: floatsOf(model.get("margin")),
    painted: bytesOf(model.get("painted")),
    photo: bytesOf(model.get("photo")),
  };
}
