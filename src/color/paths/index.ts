export {
  COLOUR_PATHS,
  type ColourPath,
  type ColourPathInput,
  type ColourPathName,
  colourOnPath,
  pathOf,
} from "./colourPath.js";
export { type PathProjection, projectOnPath, segmentsOf } from "./nearestOnPath.js";
export { type PathPlanes, PathReader } from "./pathReader.js";
