/** Networks computed in the test's own process: what the inference process is compared with. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Inference, TensorValue } from "vision-peel/inference";

/** @param onRun hears of each run */
export function inProcessInference(onRun: () => void = () => {}): Inference {
  return {
    async load(path) {
      const session = await InferenceSession.create(path);
      const specs = (metadata: readonly InferenceSession.ValueMetadata[]) =>
        metadata.map((one) =>
          one.isTensor
            ? { name: one.name, type: one.type, dims: one.shape }
            : { name: one.name, type: "other", dims: [] },
        );
      return {
        inputs: specs(session.inputMetadata),
        outputs: specs(session.outputMetadata),
        device: "cpu",
        async run(feeds, { signal } = {}) {
          signal?.throwIfAborted();
          onRun();
          const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [
            name,
            new Tensor(type as "float32", data as Float32Array, dims),
          ]);
          const results = await session.run(Object.fromEntries(tensors));
          const values = Object.entries(results).map(([name, { type, data, dims }]) => [
            name,
            { type, data, dims } as TensorValue,
          ]);
          return Object.fromEntries(values);
        },
        release: () => session.release(),
      };
    },
    close: async () => {},
  };
}
