import { checkOptions, type OptionNames } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import type { Generator } from "../generators/generator.js";
import type { GeneratorSpec } from "../generators/openGenerator.js";
import type { GenerateProgress } from "../generators/request.js";
import type { ResampleMethod } from "../image/resample/methods.js";
import type { RgbImage } from "../image/rgbImage.js";

/** What every task takes. */
export interface TaskOptions {
  /** who paints: one that is open, or what `openGenerator` opens it by; default "embedded" */
  readonly generator?: Generator | string | GeneratorSpec;
  /** the words to paint by; default: a wording of the paper */
  readonly prompt?: string;
  /** as for `generate` */
  readonly seed?: number;
  readonly steps?: number;
  readonly guidance?: number;
  readonly size?: { readonly width: number; readonly height: number };
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GenerateProgress) => void;
  /**
   * whether it is measured how far the generator has moved everything, and moved back; default: where the generator
   * crops its input, as large ones do
   */
  readonly drift?: boolean;
  /** how values come onto the photo's grid; default: never blended across an edge */
  readonly resampling?: ResampleMethod;
}

const NAMES: OptionNames<TaskOptions> = {
  ...{ generator: true, prompt: true, seed: true, steps: true, guidance: true, size: true },
  ...{ signal: true, onProgress: true, drift: true, resampling: true },
};

/**
 * @param task its name: "estimateDepth"
 * @param own the names of options that only this task has
 * @throws ArgumentError for a photo that is none, or options that the task does not have
 */
export function checkTask(
  task: string,
  photo: unknown,
  options: unknown,
  own: Readonly<Record<string, true>> = {},
): void {
  const { width, height, data } = (photo ?? {}) as Partial<RgbImage>;
  const isRgb = width && height && ArrayBuffer.isView(data) && data.length === 3 * width * height;
  if (!isRgb) {
    throw new ArgumentError({
      argument: "photo",
      expected: "an RgbImage",
      got: describeValue(photo),
      remedy: 'read a file with await readImage("photo.jpg", { upright: true })',
    });
  }
  checkTaskOptions(task, options, own);
}

/** The same for tasks without a photo. */
export const checkTaskOptions = (
  task: string,
  options: unknown,
  own: Readonly<Record<string, true>> = {},
): void => checkOptions(task, options, { ...NAMES, ...own });
