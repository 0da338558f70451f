import type { Network } from "../../../inference/network.js";
import type { Latents } from "./parts.js";
import { floatsOf, inputNamed, scalarFor, tensorFor } from "./tensorsFor.js";

/** What the UNet is told besides the sample. */
export interface Condition {
  readonly text: { readonly dims: readonly number[]; readonly data: Float32Array };
  /** stacked upon the sample's channels */
  readonly beside?: Float32Array;
  /** for networks that are told which task it is */
  readonly labels?: readonly number[];
}

/** Calls the UNet once: its word on a sample at a time. */
export async function denoise(
  network: Network,
  sample: Latents,
  time: number,
  { text, beside, labels }: Condition,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { channels, height, width, data } = sample;
  const plane = height * width;
  const all = new Float32Array(channels * plane + (beside?.length ?? 0));
  all.set(data);
  if (beside) all.set(beside, data.length);
  const input = inputNamed(network, "unet", "sample");
  const at = inputNamed(network, "unet", "timestep");
  const words = inputNamed(network, "unet", "encoder_hidden_states");
  const task = network.inputs.find(({ name }) => name === "class_labels");
  const [output] = network.outputs;
  const results = await network.run(
    {
      sample: tensorFor(input, [1, all.length / plane, height, width], all),
      timestep: scalarFor(at, time),
      encoder_hidden_states: tensorFor(words, text.dims, text.data),
      ...(task && labels && { class_labels: tensorFor(task, [1, labels.length], labels) }),
    },
    { signal, outputs: [output.name] },
  );
  return floatsOf(results[output.name], "unet");
}
