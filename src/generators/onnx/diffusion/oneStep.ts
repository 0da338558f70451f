/**
 * Diffusion models that were tuned to answer in one step, without noise: Lotus-D tells the picture itself (arXiv
 * 2409.18124, section 4), GenPercept a velocity whose negative it is (arXiv 2403.06090, section 3: ᾱ = 0).
 */
import { resample } from "../../../image/resample/resample.js";
import type { RgbImage } from "../../../image/rgbImage.js";
import type { PaintRequest } from "../../request.js";
import { pictureOf, planesOf } from "../planes.js";
import { denoise } from "./denoise.js";
import { fitSize } from "./fitSize.js";
import type { DiffusionLayout } from "./layout.js";
import type { Parts } from "./parts.js";
import type { DiffusionTokenizer } from "./promptTokenizer.js";

/** The sides that these models were tuned on: up to 768 pixels. */
const AREA = 768 ** 2;
const TIMES = { lotus: 999, genpercept: 1 };
/** Lotus is told its task by sine and cosine of (1, 0), "annotate", not "reconstruct". */
const LOTUS_LABELS = [Math.sin(1), Math.sin(0), Math.cos(1), Math.cos(0)];

export async function paintInOneStep(
  layout: DiffusionLayout,
  parts: Parts,
  tokenizer: DiffusionTokenizer,
  { image, size, signal, onProgress }: PaintRequest,
): Promise<{ painted: RgbImage; warnings: readonly string[]; device: string }> {
  const photo = image as RgbImage;
  const { kind, scaling, patch } = layout;
  const most = Math.min(AREA, photo.width * photo.height);
  const { width, height } = fitSize(size ?? photo, most, patch);
  const fitted = resample(photo, { width, height }, { method: "bilinear-antialias" });
  const source = await parts.encodePicture(planesOf(fitted), width, height, signal);
  const unet = await parts.load("unet", signal);
  // The prompt is empty: what is painted is what the model was tuned for.
  const text = await parts.encodeText(tokenizer("").ids, signal);
  const sample = { ...source, data: source.data.map((value) => value * scaling) };
  const said = await denoise(
    unet,
    sample,
    TIMES[kind as keyof typeof TIMES],
    { text, labels: LOTUS_LABELS },
    signal,
  );
  const sign = kind === "genpercept" ? -1 : 1;
  onProgress({ stage: "painting", done: 1, total: 1, picture: 0 });
  const planes = await parts.decodePicture(
    { ...source, data: said.map((value) => (sign * value) / scaling) },
    signal,
  );
  return { painted: pictureOf(planes, width, height), warnings: [], device: unet.device };
}
