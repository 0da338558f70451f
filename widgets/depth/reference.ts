import { referenceAmong } from "../shared/reference.js";
import type { DepthPictureName } from "./state.js";

const usual = ["truth", "depth", "photo", "painted"] as const satisfies readonly DepthPictureName[];

/** The picture that another is held against; `wanted` null: the usual one of those that there are. */
export const referenceOf = (
  picture: DepthPictureName,
  wanted: DepthPictureName | null,
  names: readonly DepthPictureName[],
): DepthPictureName => referenceAmong(picture, wanted, names, usual);
