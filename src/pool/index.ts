export { DecodePool, type DecodePoolOptions, type PoolCallOptions } from "./decodePool.js";
export type { DecodeArguments, Decoded, DecodeTask } from "./decoders.js";
