export { type DecodedNormals, type DecodeNormalsOptions, decodeNormals } from "./decode.js";
export { encodeNormals, NO_SURFACE_COLOUR } from "./encode.js";
export { type NormalFrame, normalsFromFrame, normalsInFrame, type Rotation } from "./frames.js";
