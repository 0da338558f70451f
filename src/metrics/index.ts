export {
  type ClassScores,
  confusionMatrix,
  type Overlap,
  overlapOf,
  referringScores,
  scoresOf,
} from "./segmentation.js";
