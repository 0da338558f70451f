/** The types of tensors that networks take and give, in ONNX Runtime's words. */
export type TensorType = "float32" | "float16" | "int64" | "int32" | "uint8" | "bool";

/** What holds a type's numbers; half precision as its 16 bits, truth values as 0 and 1. */
export interface TensorArrays {
  readonly float32: Float32Array;
  readonly float16: Uint16Array;
  readonly int64: BigInt64Array;
  readonly int32: Int32Array;
  readonly uint8: Uint8Array;
  readonly bool: Uint8Array;
}

/** A tensor as plain data, which crosses to another process as it is. */
export type TensorValue = {
  [T in TensorType]: { readonly type: T; readonly dims: readonly number[]; readonly data: TensorArrays[T] };
}[TensorType];

/** What a network says of one of its inputs or outputs; a free side is a name, such as "batch". */
export interface TensorSpec {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string)[];
}
