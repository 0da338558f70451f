import type { TensorSpec, TensorType } from "../tensors.js";

/** A tensor whose numbers lie in the frame's array of the same place. */
export interface SentTensor {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly number[];
}

/** A network's file, and how it is to be loaded. */
export interface ModelFile {
  readonly path: string;
  readonly provider: Provider;
  readonly threads?: number;
}

/** An execution provider as ONNX Runtime names it; CUDA takes the device's number. */
export interface Provider {
  readonly name: string;
  readonly deviceId?: number;
}

/** What the process that computes is asked for, one at a time. */
export type Ask =
  | { readonly ask: "probe"; readonly provider: Provider }
  | { readonly ask: "load"; readonly model: ModelFile }
  | {
      readonly ask: "run";
      readonly model: ModelFile;
      readonly feeds: readonly SentTensor[];
      readonly outputs?: readonly string[];
    }
  | { readonly ask: "release"; readonly path: string };

/** What it answers. */
export type Answer =
  | { readonly answer: "probed"; readonly milliseconds: number }
  | {
      readonly answer: "loaded";
      readonly inputs: readonly TensorSpec[];
      readonly outputs: readonly TensorSpec[];
    }
  | { readonly answer: "ran"; readonly results: readonly SentTensor[]; readonly milliseconds: number }
  | { readonly answer: "released" }
  | {
      readonly answer: "failed";
      readonly while: "probe" | "load" | "run" | "release";
      readonly reason: string;
    };

/** How many networks, and how many bytes of their files, stay loaded; told when the process starts. */
export interface Room {
  readonly maxSessions: number;
  readonly maxBytes: number;
}
