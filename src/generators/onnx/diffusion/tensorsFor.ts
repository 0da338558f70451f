/** Numbers as a graph's inputs want them: exports differ in half or full precision, and in the type of times and ids. */

import { GeneratorError } from "../../../generatorError.js";
import type { Network } from "../../../inference/network.js";
import type { TensorSpec, TensorValue } from "../../../inference/tensors.js";
import { fromHalf, toHalf } from "./half.js";

/** The input of one of these names. @throws GeneratorError "unfit" where there is none */
export function inputNamed({ inputs }: Network, graph: string, ...names: readonly string[]): TensorSpec {
  const found = inputs.find(({ name }) => names.includes(name));
  if (found) return found;
  throw new GeneratorError("unfit", {
    argument: graph,
    expected: `a graph with the input ${names.join(" or ")}`,
    got: `one with ${inputs.map(({ name }) => name).join(", ")}`,
    remedy: "export it as docs/onnx-pipelines.md says",
  });
}

/** Numbers in the type of an input. */
export function tensorFor(
  { type }: TensorSpec,
  dims: readonly number[],
  values: ArrayLike<number>,
): TensorValue {
  switch (type) {
    case "float16":
      return { type, dims, data: toHalf(values) };
    case "int64":
      return { type, dims, data: BigInt64Array.from(values, (value) => BigInt(Math.round(value))) };
    case "int32":
      return { type, dims, data: Int32Array.from(values) };
    default:
      return { type: "float32", dims, data: Float32Array.from(values) };
  }
}

/** One number, in the rank that an input has. */
export const scalarFor = (spec: TensorSpec, value: number): TensorValue =>
  tensorFor(spec, spec.dims.length === 0 ? [] : [1], [value]);

/** The numbers of an output. @throws GeneratorError "bad-answer" for none, or such as are not finite */
export function floatsOf(value: TensorValue | undefined, graph: string): Float32Array {
  const floats =
    value?.type === "float32" ? value.data : value?.type === "float16" ? fromHalf(value.data) : undefined;
  // A sum is not finite if one of them is not.
  if (floats && Number.isFinite(floats.reduce((sum, one) => sum + one, 0))) return floats;
  throw new GeneratorError("bad-answer", {
    argument: `the output of ${graph}`,
    expected: "finite numbers",
    got: floats ? "some that are not" : (value?.type ?? "nothing"),
    remedy: "half precision may be too little for it: take the export in full precision",
  });
}
