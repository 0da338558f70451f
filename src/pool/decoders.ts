import { decodeDepth } from "../codecs/depth/decode.js";
import { decodeInstances } from "../codecs/instances/decode.js";
import { decodeNormals } from "../codecs/normals/decode.js";
import type { Painted } from "../codecs/painted.js";
import { decodeReferring } from "../codecs/referring/decode.js";
import { decodeSemantic } from "../codecs/semantic/decode.js";

/** What a worker can do, by the task's name. */
export const decoders = {
  depth: decodeDepth,
  normals: decodeNormals,
  semantic: decodeSemantic,
  instances: decodeInstances,
  referring: decodeReferring,
} as const;

type Decoders = typeof decoders;

/** The tasks of a pool: "depth", "normals", "semantic", "instances", "referring". */
export type DecodeTask = keyof Decoders;

/** What the decoder of a task takes after the picture: `[options?]`, or `[legend, options?]`. */
export type DecodeArguments<T extends DecodeTask> = Parameters<Decoders[T]> extends [Painted, ...infer Rest]
  ? Rest
  : never;

/** What it gives. */
export type Decoded<T extends DecodeTask> = ReturnType<Decoders[T]>;
