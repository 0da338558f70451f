export { corrupt, corruptInPieces } from "./corrupt.js";
export { type CorruptOptions, PUBLISHED_NOISE } from "./options.js";
export type { PixelShift } from "./shiftPicture.js";
