/** The networks that are timed, and what goes in. */
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { TensorValue } from "vision-peel/inference";

const tiny = (name: string): string =>
  fileURLToPath(new URL(`../../../../test/inference/tiny/${name}.onnx`, import.meta.url));

export interface Workload {
  readonly name: string;
  readonly graph: string;
  readonly feeds: Readonly<Record<string, TensorValue>>;
  readonly output: string;
}

const SIDE = 1024;
const floats = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 7) % 13) / 6500);

/** As long as one step of a small generator: ninety-six products of 1024² matrices, one after the other. */
export const heavy: Workload = {
  name: `96 products of ${SIDE}² matrices (4 MiB in, 4 MiB out)`,
  graph: tiny("repeats"),
  feeds: {
    x: { type: "float32", dims: [SIDE, SIDE], data: floats(SIDE * SIDE) },
    times: { type: "int64", dims: [], data: BigInt64Array.of(96n) },
  },
  output: "y",
};

/** Hardly anything to compute, so that what is timed is the way there and back. */
export const light: Workload = {
  name: `one convolution of a picture of ${SIDE}² (12 MiB in, 4 MiB out)`,
  graph: tiny("types"),
  feeds: {
    x: { type: "float32", dims: [1, 3, SIDE, SIDE], data: floats(3 * SIDE * SIDE) },
    i64: { type: "int64", dims: [1], data: BigInt64Array.of(1n) },
    i32: { type: "int32", dims: [1], data: Int32Array.of(1) },
    u8: { type: "uint8", dims: [1], data: Uint8Array.of(1) },
    flag: { type: "bool", dims: [1], data: Uint8Array.of(1) },
    f16: { type: "float16", dims: [1], data: Uint16Array.of(0) },
  },
  output: "y",
};

/** onnxruntime-node in this very process. */
export async function bareRuntime({ graph, feeds, output }: Workload): Promise<{
  run(): Promise<Float32Array>;
  release(): Promise<void>;
}> {
  const session = await InferenceSession.create(graph);
  const tensors = (): Record<string, Tensor> =>
    Object.fromEntries(
      Object.entries(feeds).map(([name, { type, data, dims }]) => [
        name,
        new Tensor(type as "float32", data as Float32Array, dims),
      ]),
    );
  return {
    run: async () => (await session.run(tensors(), [output]))[output].data as Float32Array,
    release: () => session.release(),
  };
}
