/**
 * FLUX.2 klein: a flow-matching transformer that sees the photo's tokens beside those that it paints (Black Forest Labs,
 * Apache-2.0; https://github.com/black-forest-labs/flux2). Distilled to four steps, without guidance.
 */
import { resample } from "../../../image/resample/resample.js";
import type { RgbImage } from "../../../image/rgbImage.js";
import type { Network } from "../../../inference/network.js";
import type { PaintRequest } from "../../request.js";
import { noiseOf, pictureOf, planesOf } from "../planes.js";
import { fitSize } from "./fitSize.js";
import {
  fluxMu,
  latentsOf,
  normalised,
  patchified,
  pictureIds,
  textIds,
  tokensOf,
  unpatchified,
} from "./flux2Latents.js";
import type { DiffusionLayout } from "./layout.js";
import type { Latents, Parts } from "./parts.js";
import type { DiffusionTokenizer } from "./promptTokenizer.js";
import { scheduleOf } from "./schedulers/index.js";
import { floatsOf, inputNamed, scalarFor, tensorFor } from "./tensorsFor.js";

const USUAL_STEPS = 4;
const AREA = 1024 ** 2;
/** The time of tokens that are given, by the reference. */
const GIVEN = 10;

/** The prompt as a message to Qwen3 that is to answer without thinking; its hidden states are what counts. */
export const asMessage = (prompt: string): string =>
  `<|im_start|>user\n${prompt}<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n`;

export async function paintFlux2Klein(
  layout: DiffusionLayout,
  parts: Parts,
  tokenizer: DiffusionTokenizer,
  request: PaintRequest,
  seed: number,
  picture: number,
): Promise<{ painted: RgbImage; warnings: readonly string[]; device: string }> {
  const { prompt, image: photo, size, signal, onProgress, steps = USUAL_STEPS } = request;
  const side = 2 * layout.patch;
  const wanted = size ?? photo ?? { width: 1024, height: 1024 };
  const { width, height } = fitSize(wanted, Math.min(AREA, wanted.width * wanted.height), side);
  const { ids, mask, warnings } = tokenizer(asMessage(prompt));
  const text = await parts.encodeText(ids, signal, mask);
  const given = photo && (await givenLatents(photo, width, height, layout, parts, signal));
  const shape = { channels: 4 * layout.latentChannels, height: height / side, width: width / side };
  const count = shape.height * shape.width;
  const schedule = scheduleOf(layout.scheduler, steps, count, fluxMu(count, steps));
  const transformer = await parts.load("transformer", signal);
  let tokens = tokensOf({ ...shape, data: noiseOf(seed, shape.channels * count) });
  for (let step = 0; step < steps; step++) {
    const said = await velocity(
      transformer,
      { ...shape, data: tokens },
      given,
      text,
      schedule.timesteps[step] / 1000,
      signal,
    );
    tokens = schedule.next(said, tokens, step, () => tokens);
    onProgress({ stage: "denoising", done: step + 1, total: steps, picture });
  }
  const latents = unpatchified(normalised(latentsOf(tokens, shape), layout.spread, true));
  const planes = await parts.decodePicture(latents, signal);
  return { painted: pictureOf(planes, width, height), warnings, device: transformer.device };
}

async function givenLatents(
  photo: RgbImage,
  width: number,
  height: number,
  { spread }: DiffusionLayout,
  parts: Parts,
  signal: AbortSignal,
): Promise<Latents> {
  const fitted = resample(photo, { width, height }, { method: "bilinear-antialias" });
  return normalised(patchified(await parts.encodePicture(planesOf(fitted), width, height, signal)), spread);
}

/** What the transformer says of the painted tokens, which come first. */
async function velocity(
  network: Network,
  painted: Latents,
  given: Latents | undefined,
  text: { readonly dims: readonly number[]; readonly data: Float32Array },
  time: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { channels, data } = painted;
  const all = new Float32Array(data.length + (given?.data.length ?? 0));
  all.set(data);
  if (given) all.set(tokensOf(given), data.length);
  const places = [...pictureIds(painted, 0), ...(given ? pictureIds(given, GIVEN) : [])];
  const words = text.dims[1];
  const named = (...names: string[]) => inputNamed(network, "transformer", ...names);
  const [sample, hidden, at] = [named("hidden_states"), named("encoder_hidden_states"), named("timestep")];
  const [pictureAt, wordsAt] = [named("img_ids"), named("txt_ids")];
  const [output] = network.outputs;
  // Exports have ids with a batch before them, or without.
  const idDims = (rank: number, count: number): number[] => (rank === 2 ? [count, 4] : [1, count, 4]);
  const results = await network.run(
    {
      [sample.name]: tensorFor(sample, [1, all.length / channels, channels], all),
      [hidden.name]: tensorFor(hidden, text.dims, text.data),
      [at.name]: scalarFor(at, time),
      [pictureAt.name]: tensorFor(pictureAt, idDims(pictureAt.dims.length, places.length / 4), places),
      [wordsAt.name]: tensorFor(wordsAt, idDims(wordsAt.dims.length, words), textIds(words)),
    },
    { signal, outputs: [output.name] },
  );
  return floatsOf(results[output.name], "transformer").subarray(0, data.length);
}
