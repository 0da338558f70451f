export type { CodeChoice } from "./chosenCode.js";
export { type DepthCode, type DepthCodeOptions, type DepthReading, depthCode } from "./code.js";
export { parseDepthCode } from "./codeText.js";
export { type DecodedDepth, decodeDepth } from "./decode.js";
export type { DecodeDepthOptions } from "./decodeOptions.js";
export { type EncodeDepthOptions, encodeDepth, UNKNOWN_COLOUR } from "./encode.js";
export { type PathCode, type PathReading, pathCode } from "./pathCode.js";
export type { PathCodeInput, PathCodeOptions } from "./pathCodeOptions.js";
export { type DepthTables, depthTables, type StepTables } from "./tables.js";
export {
  DEPTH_TRANSFORMS,
  type DepthCurve,
  type DepthTransformInput,
  depthCurve,
} from "./transforms.js";
