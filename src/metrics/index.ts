export { type Assignment, bestAssignment } from "./assignment.js";
export { boundaryIou } from "./boundary.js";
export {
  alignDepth,
  type DepthAligner,
  type DepthAlignment,
  type DepthRange,
  type DepthScores,
  depthScores,
} from "./depth.js";
export { angularErrors, NORMAL_LIMITS, type NormalScores, normalScores } from "./normals.js";
export {
  matchPanoptic,
  type PanopticCounts,
  type PanopticMatch,
  type PanopticPicture,
  type PanopticScores,
  type PanopticSegment,
  panopticScores,
} from "./panoptic.js";
export {
  type ClassScores,
  confusionMatrix,
  type Overlap,
  overlapOf,
  referringScores,
  scoresOf,
} from "./segmentation.js";
