export { COLORMAPS, type ColormapName, colormapTable } from "./colormaps.js";
export { COLOUR_VISIONS, type ColourVision, simulateColourVision } from "./colourVision.js";
export {
  colourAt,
  projectOnWalk,
  WALK_EDGES,
  WALK_STEPS,
  WALK_VERTICES,
  type WalkProjection,
} from "./cubeWalk.js";
export { nearestStep, STEP_BITS, STEP_MASK, walkColours } from "./cubeWalkInteger.js";
export { colourDifference, type DifferenceFormula } from "./difference.js";
export { colourNamed, nameOfColour } from "./names.js";
export {
  type ColourInput,
  type ColourNotation,
  formatColour,
  parseColour,
  readColour,
  type WrittenColour,
} from "./notation.js";
export {
  COLOUR_PATHS,
  type ColourPath,
  type ColourPathInput,
  type ColourPathName,
  colourOnPath,
  type PathProjection,
  pathOf,
  projectOnPath,
  segmentsOf,
} from "./paths/index.js";
export { type DepthTransform, depthTransform, powerTransform } from "./powerTransform.js";
export { type Coordinates, hsvOf, labOf, linearOf, oklabOf, xyzOf } from "./spaces.js";
