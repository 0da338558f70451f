export { decodeReferring } from "./decode.js";
export { encodeReferring } from "./encode.js";
export type {
  DecodedReferring,
  DecodeReferringOptions,
  EncodeReferringOptions,
  MaskToPaint,
  ReferredMask,
} from "./types.js";
