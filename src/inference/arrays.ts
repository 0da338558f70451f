import type { TensorArrays, TensorType } from "./tensors.js";

const ARRAYS = {
  ...{ float32: Float32Array, float16: Uint16Array, int64: BigInt64Array, int32: Int32Array },
  ...{ uint8: Uint8Array, bool: Uint8Array },
} as const;

/** The types whose tensors can cross. */
export const TENSOR_TYPES = Object.keys(ARRAYS) as readonly TensorType[];

/** An array of a type's numbers on a buffer, without a copy. */
export const arrayOn = <T extends TensorType>(type: T, buffer: ArrayBuffer): TensorArrays[T] =>
  new ARRAYS[type](buffer) as TensorArrays[T];
