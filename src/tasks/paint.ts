/** The part that all tasks share: a photo and words become a painted picture that lies on the photo. */
import type { Generator } from "../generators/generator.js";
import { type Alignment, alignmentOf } from "../image/alignment/alignment.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import { correctDrift } from "../image/alignment/drift.js";
import type { RgbImage } from "../image/rgbImage.js";
import { generatorFor } from "./openOnce.js";
import type { TaskOptions } from "./taskOptions.js";

/** A painted picture, and everything that led to it. */
export interface PaintedStep {
  readonly photo: RgbImage;
  readonly prompt: string;
  /** as it came; its `provenance` tells how it was made */
  readonly painted: RgbImage;
  /** where the photo's pixels lie in it */
  readonly alignment: Alignment;
  /** who has painted it, and what is to be known of that */
  readonly generator: Pick<Generator, "spec" | "about">;
}

/** @param seedOffset for further pictures of the same request */
export async function paint(
  photo: RgbImage,
  prompt: string,
  options: TaskOptions,
  seedOffset = 0,
): Promise<PaintedStep> {
  const generator = await generatorFor(options);
  const { seed, steps, guidance, size, signal, onProgress } = options;
  const { picture } = await generator.generate({
    ...{ prompt, image: photo },
    ...(seed !== undefined && { seed: (seed + seedOffset) % 2 ** 32 }),
    ...(steps !== undefined && { steps }),
    ...(guidance !== undefined && { guidance }),
    ...(size && { size }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  const { alignmentMode = "cover-crop" } = generator.about;
  const bySizes = alignmentOf(photo, picture, alignmentMode);
  const { drift = alignmentMode === "cover-crop" } = options;
  const alignment = drift ? correctDrift(photo, picture, bySizes).alignment : bySizes;
  return { photo, prompt, painted: picture, alignment, generator };
}

/** The dialect that a generator paints in, as decoders take it. */
export const dialectOfStep = ({ generator }: PaintedStep): { dialect?: string } =>
  generator.about.dialect === undefined ? {} : { dialect: generator.about.dialect };

/** A painted picture on its photo's grid. Colours are codes: they are picked, never blended. */
export const paintedOnPhoto = ({ painted, alignment }: PaintedStep): RgbImage =>
  alignToSource(painted, alignment, { method: "nearest-exact" });
