import { decodeDepth } from "../codecs/depth/decode.js";
import type { DecodeDepthOptions } from "../codecs/depth/decodeOptions.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import type { DepthMap } from "../image/depthMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import { type Again, lasting, paintingOf, type RepaintOptions } from "./again.js";
import { dialectOfStep, type PaintedStep, paint } from "./paint.js";
import { checkTask, type TaskOptions } from "./taskOptions.js";
import { TaskResult } from "./taskResult.js";

/** Options of `estimateDepth`. */
export interface EstimateDepthOptions extends TaskOptions {
  /** how the painting is decoded; default: by the generator's dialect */
  readonly decode?: DecodeDepthOptions;
}

/** A wording of the paper's (arXiv 2604.20329, project page). */
export const DEPTH_PROMPT = "Generate a metric depth map of the input image.";

/** Depth of a photo, and how it came to be. */
export class DepthResult extends TaskResult<DecodeDepthOptions> {
  protected readonly kind = "depthResult";

  constructor(
    step: PaintedStep,
    /** metres on the photo's grid; NaN where the generator has cropped the photo */
    readonly depth: DepthMap,
    /** metres on the painting's own grid */
    readonly decoded: DepthMap,
    protected readonly again: Again<DepthResult, DecodeDepthOptions>,
  ) {
    super(step);
  }

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  repaint(changes: RepaintOptions = {}): Promise<DepthResult> {
    return this.again.repaint(changes);
  }

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  redecode(changes: DecodeDepthOptions): DepthResult {
    return this.again.redecode(changes);
  }

  protected get map(): DepthMap {
    return this.depth;
  }
}

/**
 * Metric depth of a photo: the generator paints it, the painting is decoded, and put on the photo's grid. Some
 * dialects know depth only up to scale and shift: `depth.provenance.unit` tells.
 *
 * @throws ArgumentError for wrong arguments; GeneratorError where there is no picture; the signal's reason
 * @example
 * const { depth } = await estimateDepth(await readImage("photo.jpg"));
 * depth.data[0]; // metres of the top left pixel
 */
export async function estimateDepth(
  photo: RgbImage,
  options: EstimateDepthOptions = {},
): Promise<DepthResult> {
  checkTask("estimateDepth", photo, options, { decode: true });
  const step = await paint(photo, options.prompt ?? DEPTH_PROMPT, options);
  return decodedFrom(step, lasting(options));
}

/** The generator's own code, unless another is asked for in any of the ways that there are. */
function codeOfStep(step: PaintedStep, decode: DecodeDepthOptions = {}): { dialect?: string } {
  const isChosen = [decode.code, decode.lambda, decode.c].some((choice) => choice !== undefined);
  return isChosen ? {} : dialectOfStep(step);
}

function decodedFrom(step: PaintedStep, options: EstimateDepthOptions): DepthResult {
  const decoded = decodeDepth(step.painted, { ...codeOfStep(step, options.decode), ...options.decode });
  const { resampling } = options;
  const depth = alignToSource(decoded, step.alignment, resampling && { method: resampling });
  return new DepthResult(step, depth, decoded, {
    painting: paintingOf({ ...options, prompt: step.prompt }),
    decoding: options.decode ?? {},
    repaint: (changes) => estimateDepth(step.photo, { ...options, ...changes }),
    redecode: (changes) => decodedFrom(step, { ...options, decode: { ...options.decode, ...changes } }),
  });
}
