export {
  type DecodeDepthOptions,
  decodeDepth,
  encodeDepth,
  UNKNOWN_COLOUR,
} from "./depth.js";
export { type DepthCode, type DepthCodeOptions, type DepthReading, depthCode } from "./depthCode.js";
export { type DepthTables, depthTables } from "./depthTables.js";
export * from "./instances/index.js";
export * from "./noise/index.js";
export * from "./normals/index.js";
export * from "./referring/index.js";
export * from "./semantic/index.js";
