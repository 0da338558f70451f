export { openSegmenter, type PromptedMask, type Segmenter, type SegmenterResult } from "./openSegmenter.js";
export { openSpecialist, type SpecialistOptions } from "./openSpecialist.js";
export type { MaskPrompt } from "./sam/prompt.js";
export type { EstimateOptions, Specialist, SpecialistResult } from "./specialist.js";
