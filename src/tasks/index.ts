export type { RepaintOptions } from "./again.js";
export type { MasksInput } from "./askedMasks.js";
export { presenceBy, rewriteBy } from "./byLanguageModel.js";
export { DEPTH_PROMPT, DepthResult, type EstimateDepthOptions, estimateDepth } from "./estimateDepth.js";
export {
  type EstimateNormalsOptions,
  estimateNormals,
  NORMAL_PROMPT,
  NormalResult,
} from "./estimateNormals.js";
export { type GenerateBatchOptions, generateBatch } from "./generateBatch.js";
export { editImage, generateImage, type PictureOptions } from "./generateImage.js";
export { type BatchOptions, inBatch } from "./inBatch.js";
export type { PaintedStep } from "./paint.js";
export { type PresenceGate, presenceQuestion } from "./presence.js";
export {
  type QueryRewriter,
  type ReferOptions,
  ReferResult,
  type ReferredRegion,
  refer,
  referringPromptOf,
} from "./refer.js";
export { InstanceResult, RegionResult } from "./regionResult.js";
export { type SegmentOptions, SegmentResult, segment, semanticPromptOf } from "./segment.js";
export {
  freeInstancePrompt,
  orderedInstancePrompt,
  type SegmentInstancesOptions,
  segmentInstances,
} from "./segmentInstances.js";
export type { TaskOptions } from "./taskOptions.js";
export type { TaskResult } from "./taskResult.js";
