export { type DecodedInstances, decodeInstances } from "./decode.js";
export { type EncodeInstancesOptions, encodeInstances } from "./encode.js";
export type { DecodeInstancesOptions } from "./options.js";
export { INSTANCE_FATES, type InstanceTrace, traceInstances } from "./trace.js";
