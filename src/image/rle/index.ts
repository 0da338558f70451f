export { boxIou, maskIou, mergeMasks } from "./combine.js";
export { decodeMask, encodeMask, encodeRuns, maskArea, maskBox } from "./encode.js";
export { encodeIds } from "./ids.js";
export { maskOfBox, maskOfPolygon } from "./polygon.js";
export { compressCounts, expandCounts } from "./text.js";
export type { BinaryMask, CocoMask, CompressedRunLengths, PixelBox, RunLengths } from "./types.js";
