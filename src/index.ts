export { checkOptions, nearestName, type OptionNames } from "./checkOptions.js";
export * from "./codecs/index.js";
export * from "./color/index.js";
export {
  ArgumentError,
  isPeelError,
  PeelError,
  type PeelErrorDetails,
  type PeelErrorTag,
  UnreadableError,
  UnwritableError,
  WorkerLostError,
} from "./errors.js";
export * from "./generators/index.js";
export * from "./geometry/files.js";
export * from "./geometry/index.js";
export * from "./image/files.js";
export * from "./image/index.js";
export * from "./languageModels/index.js";
export * from "./pool/index.js";
export * from "./prompts/index.js";
export * from "./tasks/index.js";
export * from "./world/index.js";
