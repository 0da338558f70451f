import { type DecodeNormalsOptions, decodeNormals } from "../codecs/normals/index.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import type { NormalMap } from "../image/normalMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import { type Again, lasting, paintingOf, type RepaintOptions } from "./again.js";
import { dialectOfStep, type PaintedStep, paint } from "./paint.js";
import { checkTask, type TaskOptions } from "./taskOptions.js";
import { TaskResult } from "./taskResult.js";

/** Options of `estimateNormals`. */
export interface EstimateNormalsOptions extends TaskOptions {
  /** how the painting is decoded; default: by the generator's dialect */
  readonly decode?: DecodeNormalsOptions;
}

/** A wording of the paper's. */
export const NORMAL_PROMPT = "Generate a surface normal map of the input image.";

/** Surface normals of a photo, and how they came to be. */
export class NormalResult extends TaskResult<DecodeNormalsOptions> {
  protected readonly kind = "normalResult";

  constructor(
    step: PaintedStep,
    /** unit vectors on the photo's grid: x to the right, y up, z to the viewer */
    readonly normals: NormalMap,
    /** the same on the painting's own grid */
    readonly decoded: NormalMap,
    protected readonly again: Again<NormalResult, DecodeNormalsOptions>,
  ) {
    super(step);
  }

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  repaint(changes: RepaintOptions = {}): Promise<NormalResult> {
    return this.again.repaint(changes);
  }

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  redecode(changes: DecodeNormalsOptions): NormalResult {
    return this.again.redecode(changes);
  }

  protected get map(): NormalMap {
    return this.normals;
  }
}

/**
 * Surface normals of a photo: painted, decoded, and put on the photo's grid.
 *
 * @throws as `estimateDepth`
 * @example const { normals } = await estimateNormals(await readImage("photo.jpg"));
 */
export async function estimateNormals(
  photo: RgbImage,
  options: EstimateNormalsOptions = {},
): Promise<NormalResult> {
  checkTask("estimateNormals", photo, options, { decode: true });
  const step = await paint(photo, options.prompt ?? NORMAL_PROMPT, options);
  return decodedFrom(step, lasting(options));
}

function decodedFrom(step: PaintedStep, options: EstimateNormalsOptions): NormalResult {
  const decoded = decodeNormals(step.painted, { ...dialectOfStep(step), ...options.decode });
  const { resampling } = options;
  const normals = alignToSource(decoded, step.alignment, resampling && { method: resampling });
  return new NormalResult(step, normals, decoded, {
    painting: paintingOf({ ...options, prompt: step.prompt }),
    decoding: options.decode ?? {},
    repaint: (changes) => estimateNormals(step.photo, { ...options, ...changes }),
    redecode: (changes) => decodedFrom(step, { ...options, decode: { ...options.decode, ...changes } }),
  });
}
