export { DecodePool, type DecodePoolOptions, type PoolCall, type PoolCallOptions } from "./decodePool.js";
export { type DecodeArguments, type Decoded, type DecodeTask, decoders } from "./decoders.js";
