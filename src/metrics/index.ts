export { type Assignment, bestAssignment } from "./assignment.js";
export {
  type ClassScores,
  confusionMatrix,
  type Overlap,
  overlapOf,
  referringScores,
  scoresOf,
} from "./segmentation.js";
