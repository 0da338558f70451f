import type { NormalPictureName } from "../state.js";

/** What people call the pictures of a NormalView. */
export const pictureNames: Readonly<Record<NormalPictureName, string>> = {
  photo: "Photo",
  painted: "Painted",
  normals: "Normals",
  relit: "Relit",
  x: "Right (x)",
  y: "Up (y)",
  z: "To the viewer (z)",
  residual: "Length",
  truth: "Truth",
  error: "Error",
  ofDepth: "Normals of depth",
  difference: "Difference to depth",
};
