import { bytesOf, floatsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { SegmentationPictures } from "../draw/layer.js";
import type { SegmentationState } from "../state.js";

/** Takes the planes out of the state. */
export function picturesOf(model: AnyModel<SegmentationState>): SegmentationPictures {
  const [width, height] = [model.get("width"), model.get("height")];
  return {
    width,
    height,
    ids: idsOf(model.get("ids")) ?? new Uint16Array(width * height),
    margin: floatsOf(model.get("margin")),
    painted: bytesOf(model.get("painted")),
    photo: bytesOf(model.get("photo")),
    truth: idsOf(model.get("truth")),
  };
}

function idsOf(value: SegmentationState["ids"] | undefined): Uint16Array | undefined {
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  // A message may leave them off a 2-byte boundary.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}
