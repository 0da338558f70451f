import type { DepthPictureName } from "../state.js";

/** The pictures as people call them. */
export const pictureNames: Readonly<Record<DepthPictureName, string>> = {
  photo: "Photo",
  painted: "Painted",
  depth: "Depth",
  residual: "Residual",
  truth: "Truth",
  error: "Error",
};
