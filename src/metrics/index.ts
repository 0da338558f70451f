export { finish } from "../pieces.js";
export { alignDepth, alignDepthInPieces, type DepthAligner, type DepthAlignment } from "./alignDepth.js";
export { type Assignment, bestAssignment } from "./assignment.js";
export {
  addBoundary,
  type BoundarySums,
  boundaryIou,
  type NearBorders,
  noBoundarySums,
  scoresOfBoundarySums,
} from "./boundary.js";
export {
  addDepth,
  type DepthRange,
  type DepthScores,
  type DepthSums,
  depthScores,
  noDepthSums,
  scoresOfDepthSums,
} from "./depth.js";
export {
  angularErrorAt,
  angularErrors,
  angularErrorsInPieces,
  NORMAL_LIMITS,
  type NormalScores,
  normalScores,
  normalScoresInPieces,
} from "./normals.js";
export {
  countOverlaps,
  matchOverlaps,
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
