import type { TensorSpec, TensorValue } from "./tensors.js";

/** Options of one run. */
export interface RunOptions {
  /** stops the work: the process that computes is ended and started anew; the promise is rejected with its reason */
  readonly signal?: AbortSignal;
  /** which outputs to bring back; default: all */
  readonly outputs?: readonly string[];
}

/** A network that has been loaded on a device, wherever it computes. */
export interface Network {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** where it computes: "cpu", "cuda:0", "webgpu" */
  readonly device: string;
  /**
   * Computes. The thread that asks stays free.
   *
   * @throws GeneratorError "unfit" for inputs of other names, types or sizes, "out-of-memory", "lost"; the signal's reason
   */
  run(
    feeds: Readonly<Record<string, TensorValue>>,
    options?: RunOptions,
  ): Promise<Record<string, TensorValue>>;
  /** gives its memory back; a later run loads it again */
  release(): Promise<void>;
}

/** Options of loading. */
export interface LoadOptions {
  /** "auto" takes the first that starts of CUDA, WebGPU and the processor; default "auto" */
  readonly device?: string;
  readonly signal?: AbortSignal;
}

/** What loads networks: one process or several, on one device or several. Pipelines know no more of inference. */
export interface Inference {
  /**
   * Loads a network from its file; data beside it (`.onnx_data`) come with it. The same file is loaded once.
   *
   * @throws GeneratorError "unavailable" for a file that is missing or broken or a device that does not start
   */
  load(path: string, options?: LoadOptions): Promise<Network>;
  close(): Promise<void>;
}
