/** InstructPix2Pix (arXiv 2211.09800): a photo edited as words say, with guidance by both. */
import { resample } from "../../../image/resample/resample.js";
import type { RgbImage } from "../../../image/rgbImage.js";
import type { PaintRequest } from "../../request.js";
import { noiseOf, pictureOf, planesOf } from "../planes.js";
import { type Condition, denoise } from "./denoise.js";
import { fitSize } from "./fitSize.js";
import type { DiffusionLayout } from "./layout.js";
import type { Latents, Parts } from "./parts.js";
import type { DiffusionTokenizer } from "./promptTokenizer.js";
import { scheduleOf } from "./schedulers/index.js";

/** The paper's: words 7.5, photo 1.5; steps as its demo takes them. */
const USUAL = { steps: 20, guidance: 7.5, imageGuidance: 1.5 };

export async function paintInstructPix2Pix(
  layout: DiffusionLayout,
  parts: Parts,
  tokenizer: DiffusionTokenizer,
  request: PaintRequest,
  seed: number,
  picture: number,
): Promise<{ painted: RgbImage; warnings: readonly string[]; device: string }> {
  const { prompt, size, signal, onProgress, steps = USUAL.steps, guidance = USUAL.guidance } = request;
  const photo = request.image as RgbImage;
  const { patch, side, scaling } = layout;
  const { width, height } = fitSize(size ?? photo, (patch * side) ** 2, patch);
  const { ids, warnings } = tokenizer(prompt);
  const [words, noWords] = [
    await parts.encodeText(ids, signal),
    await parts.encodeText(tokenizer("").ids, signal),
  ];
  const fitted = resample(photo, { width, height }, { method: "bilinear-antialias" });
  // The photo's latents are stacked as they are; only what is painted is scaled (section 3.2 and its code).
  const source = await parts.encodePicture(planesOf(fitted), width, height, signal);
  const nothing = new Float32Array(source.data.length);
  const unet = await parts.load("unet", signal);
  const schedule = scheduleOf(layout.scheduler, steps, source.width * source.height);
  // One stream of noise for the beginning and for every step after it.
  let drawn = 0;
  const noise = (): Float32Array => noiseOf((seed + 7919 * drawn++) % 2 ** 32, source.data.length);
  let sample: Latents = { ...source, data: noise().map((value) => value * schedule.initialScale) };
  for (let step = 0; step < steps; step++) {
    const time = schedule.timesteps[step];
    const scaled = { ...sample, data: schedule.scaled(sample.data, step) };
    const ask = (condition: Condition): Promise<Float32Array> =>
      denoise(unet, scaled, time, condition, signal);
    const both = await ask({ text: words, beside: source.data });
    const photoOnly = await ask({ text: noWords, beside: source.data });
    const neither = await ask({ text: noWords, beside: nothing });
    // Eq. 3: away from neither towards the photo, and from the photo towards the words.
    const said = neither.map(
      (value, i) =>
        value + USUAL.imageGuidance * (photoOnly[i] - value) + guidance * (both[i] - photoOnly[i]),
    );
    sample = { ...sample, data: schedule.next(said, sample.data, step, noise) };
    onProgress({ stage: "denoising", done: step + 1, total: steps, picture });
  }
  const planes = await parts.decodePicture(
    { ...sample, data: sample.data.map((value) => value / scaling) },
    signal,
  );
  return { painted: pictureOf(planes, width, height), warnings, device: unet.device };
}
