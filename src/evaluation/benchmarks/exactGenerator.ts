/** A generator that knows the truth: what is lost by it is lost by codes, sizes and decoders alone. */
import { corrupt } from "../../codecs/noise/index.js";
import { ArgumentError } from "../../errors.js";
import { type Generator, generatorOf } from "../../generators/generator.js";
import { alignmentOf, type Size } from "../../image/alignment/alignment.js";
import { alignToPainted } from "../../image/alignment/alignTo.js";
import type { RgbImage } from "../../image/rgbImage.js";

/**
 * How exactly it paints: pixel by pixel; in the size that a generator would give, which crops and resamples; or in that
 * size and with the disturbances that published outputs have.
 */
export const EXACT_SPECS = ["exact", "exact+size", "exact+noise"] as const;
export type ExactSpec = (typeof EXACT_SPECS)[number];

export const isExact = (spec: string): spec is ExactSpec => (EXACT_SPECS as readonly string[]).includes(spec);

/** Pixels of published outputs, whose sides are multiples of 16. */
const OUTPUT_PIXELS = 1.06e6;
const STEP = 16;

/** The size that a generator of the paper's kind gives for a photo: about a megapixel, nearly of its aspect. */
export function paintedSizeOf({ width, height }: Size): Size {
  const scale = Math.sqrt(OUTPUT_PIXELS / (width * height));
  const side = (length: number): number => Math.max(STEP, STEP * Math.round((length * scale) / STEP));
  return { width: side(width), height: side(height) };
}

/**
 * A generator for one sample.
 *
 * @param paintTruth the truth in the task's code, of the sample's own size; it is asked by the prompt
 */
export function exactGenerator(spec: ExactSpec, paintTruth: (prompt: string) => RgbImage): Generator {
  return generatorOf(spec, {
    about: {
      ...{ kind: "exact", model: spec, image: "required", isSeeded: true, instanceColours: "free" },
      alignmentMode: spec === "exact" ? "none" : "cover-crop",
    },
    async paint({ prompt, image, seed }) {
      if (!image) {
        throw new ArgumentError({
          ...{ argument: "image", expected: "the sample's photo", got: "missing", remedy: "give it" },
        });
      }
      const truth = paintTruth(prompt);
      if (spec === "exact") return [{ picture: truth, device: "cpu" }];
      // Colours are codes: picked, never blended.
      const fitted = alignToPainted(truth, alignmentOf(image, paintedSizeOf(image)), {
        method: "nearest-exact",
      });
      return [{ picture: spec === "exact+noise" ? corrupt(fitted, { seed }) : fitted, device: "cpu", seed }];
    },
  });
}
