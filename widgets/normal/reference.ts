import { referenceAmong } from "../shared/reference.js";
import type { NormalPictureName } from "./state.js";

const usual = ["truth", "normals", "photo", "painted"] as const satisfies readonly NormalPictureName[];

/** The picture that another is held against; `wanted` null: the usual one of those that there are. */
export const referenceOf = (
  picture: NormalPictureName,
  wanted: NormalPictureName | null,
  names: readonly NormalPictureName[],
): NormalPictureName => referenceAmong(picture, wanted, names, usual);
