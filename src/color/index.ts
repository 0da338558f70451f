export {
  colourAt,
  projectOnWalk,
  WALK_EDGES,
  WALK_STEPS,
  WALK_VERTICES,
  type WalkProjection,
} from "./cubeWalk.js";
export { nearestStep, STEP_BITS, STEP_MASK, walkColours } from "./cubeWalkInteger.js";
export { type DepthTransform, depthTransform, powerTransform } from "./powerTransform.js";
