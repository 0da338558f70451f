/** The networks of a pipeline, loaded when they are first needed. */
import { GeneratorError } from "../../../generatorError.js";
import type { Inference, Network } from "../../../inference/network.js";
import type { DiffusionLayout } from "./layout.js";
import { floatsOf, inputNamed, tensorFor } from "./tensorsFor.js";

/** Latents: channels × rows × columns. */
export interface Latents {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

export interface Parts {
  load(part: string, signal: AbortSignal): Promise<Network>;
  /** words → embeddings, as the text encoder's output is */
  encodeText(
    ids: readonly number[],
    signal: AbortSignal,
    mask?: readonly number[],
  ): Promise<{ dims: readonly number[]; data: Float32Array }>;
  /** planes from −1 to 1 → the most likely latents, not scaled */
  encodePicture(planes: Float32Array, width: number, height: number, signal: AbortSignal): Promise<Latents>;
  /** latents, not scaled → planes */
  decodePicture(latents: Latents, signal: AbortSignal): Promise<Float32Array>;
  release(): Promise<void>;
}

export function partsOf(layout: DiffusionLayout, inference: Inference, device: string | undefined): Parts {
  const loaded = new Map<string, Promise<Network>>();
  function load(part: string, signal: AbortSignal): Promise<Network> {
    const known = loaded.get(part);
    if (known) return known;
    const loading = inference.load(layout.graph(part), { ...(device !== undefined && { device }), signal });
    loaded.set(part, loading);
    // A load that failed, or was given up, is tried anew.
    loading.catch(() => loaded.delete(part));
    return loading;
  }
  async function firstOf(
    part: string,
    names: readonly string[],
    dims: readonly number[],
    values: ArrayLike<number>,
    signal: AbortSignal,
    mask?: readonly number[],
  ) {
    const network = await load(part, signal);
    const input = inputNamed(network, part, ...names);
    const attends = network.inputs.find(({ name }) => name === "attention_mask");
    const [output] = network.outputs;
    const { [output.name]: value } = await network.run(
      {
        [input.name]: tensorFor(input, dims, values),
        ...(attends && mask && { attention_mask: tensorFor(attends, dims, mask) }),
      },
      { signal, outputs: [output.name] },
    );
    return { dims: value?.dims ?? [], data: floatsOf(value, part) };
  }
  return {
    load,
    encodeText: (ids, signal, mask) =>
      firstOf("text_encoder", ["input_ids"], [1, ids.length], ids, signal, mask),
    async encodePicture(planes, width, height, signal) {
      const { dims, data } = await firstOf("vae_encoder", ["sample"], [1, 3, height, width], planes, signal);
      const [, channels, rows, columns] = dims;
      // Exports give the latents, or mean and logarithm of the variance: the mean is the likeliest.
      const own = Math.min(channels, layout.latentChannels);
      if (!(own > 0 && data.length >= own * rows * columns)) throw strange("vae_encoder", dims);
      return { channels: own, height: rows, width: columns, data: data.subarray(0, own * rows * columns) };
    },
    async decodePicture({ channels, height, width, data }, signal) {
      const names = ["latent_sample", "sample"];
      return (await firstOf("vae_decoder", names, [1, channels, height, width], data, signal)).data;
    },
    async release() {
      for (const network of loaded.values()) await (await network.catch(() => undefined))?.release();
      loaded.clear();
    },
  };
}

const strange = (part: string, dims: readonly number[]): GeneratorError =>
  new GeneratorError("unfit", {
    ...{ argument: part, expected: "latents [1, channels, height, width]", got: `[${dims.join(", ")}]` },
    remedy: "export it as docs/onnx-pipelines.md says",
  });
