export { finish } from "../pieces.js";
export { alignDepth, alignDepthInPieces, type DepthAligner, type DepthAlignment } from "./depth/align.js";
export type { CropName } from "./depth/crops.js";
export { type DepthProtocol, type DepthProtocolName, depthProtocols } from "./depth/protocols.js";
export { type DepthRules, type DepthRulesName, depthRules } from "./depth/rules.js";
export { type DepthProtocolScores, type DepthScoring, depthMeans, scoreDepth } from "./depth/scoreDepth.js";
export {
  addDepth,
  type DepthRange,
  type DepthScores,
  type DepthSums,
  depthScores,
  noDepthSums,
  scoresOfDepthSums,
} from "./depth/scores.js";
export { type BoundaryScore, boundaryScoreAt, siBoundaryF1, siBoundaryRecall } from "./depth/siBoundary.js";
export { withApIntervals } from "./intervals/apIntervals.js";
export { type DrawOptions, drawnIntervals, type Interval } from "./intervals/drawn.js";
export { IntervalSums, type Sums, type SumsKind } from "./intervals/intervalSums.js";
export {
  cityscapesKind,
  depthKind,
  normalMeansKind,
  panopticKind,
  referringKind,
  sacoKind,
} from "./intervals/kinds.js";
export type { SumsJson } from "./intervals/numbersOf.js";
export { pooledNormalsKind } from "./intervals/pooledKind.js";
export { type Assignment, bestAssignment } from "./masks/assignment.js";
export {
  addBoundary,
  type BoundarySums,
  boundaryIou,
  type NearBorders,
  noBoundarySums,
  scoresOfBoundarySums,
} from "./masks/boundaryIou.js";
export { type CityscapesJson, CityscapesSums } from "./masks/cityscapes.js";
export {
  averageInstancePixels,
  type CityscapesLabel,
  cityscapesLabels,
  idOfTrainId,
} from "./masks/cityscapesLabels.js";
export {
  CocoAp,
  type CocoApJson,
  type CocoInstance,
  type ScoredInstance,
  type TrueInstance,
} from "./masks/cocoAp.js";
export {
  type ClassScores,
  confusionMatrix,
  type Overlap,
  overlapOf,
  referringScores,
  scoresOf,
} from "./masks/overlaps.js";
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
} from "./masks/panoptic.js";
export { type PanopticJson, PanopticSums } from "./masks/panopticSums.js";
export { type ReferringJson, ReferringSums } from "./masks/referring.js";
export { type SacoJson, SacoSums } from "./masks/saco.js";
export {
  bestAnnotator,
  matchSacoPair,
  SACO_THRESHOLDS,
  type SacoDetection,
  type SacoPair,
  type SacoTruth,
  sacoPairF1,
} from "./masks/sacoPair.js";
export {
  angularErrorAt,
  angularErrors,
  angularErrorsInPieces,
  NORMAL_LIMITS,
  type NormalScores,
  normalScores,
  normalScoresInPieces,
} from "./normals/angularErrors.js";
export { normalMeans, normalValues } from "./normals/meanNormals.js";
export { PooledNormals, type PooledNormalsJson } from "./normals/pooledNormals.js";
export {
  bootstrap,
  type Judgement,
  type Preference,
  type WinRate,
  type WinRateOptions,
  wilsonInterval,
  winRate,
} from "./preference/winRate.js";
export { checkSameProtocol, type ProtocolScores } from "./sums/protocolScores.js";
export { SampleMeans, type SampleMeansJson } from "./sums/sampleMeans.js";
