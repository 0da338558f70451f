export { type DepthCode, type DepthCodeOptions, type DepthReading, depthCode } from "./code.js";
export { type DecodeDepthOptions, decodeDepth } from "./decode.js";
export { encodeDepth, UNKNOWN_COLOUR } from "./encode.js";
export { type DepthTables, depthTables } from "./tables.js";
