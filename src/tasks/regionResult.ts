import type { DecodeInstancesOptions } from "../codecs/instances/options.js";
import { alignmentOf } from "../image/alignment/alignment.js";
import type { InstanceMap } from "../image/instanceMap.js";
import type { LabelMap } from "../image/labelMap.js";
import { RgbImage } from "../image/rgbImage.js";
import type { Again, RepaintOptions } from "./again.js";
import { generatorFor } from "./openOnce.js";
import type { PaintedStep } from "./paint.js";
import type { TaskOptions } from "./taskOptions.js";
import { TaskResult } from "./taskResult.js";

/** Classes, or what was referred to, on the photo's grid. */
export abstract class RegionResult<Decode extends object = object> extends TaskResult<Decode> {
  protected readonly kind = "regionResult";

  constructor(
    step: PaintedStep,
    readonly labels: LabelMap,
  ) {
    super(step);
  }

  protected get map(): LabelMap {
    return this.labels;
  }
}

/** How instances are decoded; the background is what the prompt has asked for. */
export type InstanceDecoding = Omit<DecodeInstancesOptions, "background" | "dialect">;

/** Things one by one, on the photo's grid. */
export class InstanceResult extends TaskResult<InstanceDecoding> {
  protected readonly kind = "regionResult";

  constructor(
    step: PaintedStep,
    readonly instances: InstanceMap,
    /** on the painting's own grid, with areas and boxes there; undefined where nothing was painted */
    readonly decoded: InstanceMap | undefined,
    protected readonly again: Again<InstanceResult, InstanceDecoding>,
  ) {
    super(step);
  }

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  repaint(changes: RepaintOptions = {}): Promise<InstanceResult> {
    return this.again.repaint(changes);
  }

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  redecode(changes: InstanceDecoding): InstanceResult {
    return this.again.redecode(changes);
  }

  protected get map(): InstanceMap {
    return this.instances;
  }
}

/** The step of a photo for which nothing had to be painted, since nothing that was asked for is there: all black. */
export async function unpainted(photo: RgbImage, options: TaskOptions): Promise<PaintedStep> {
  const { width, height } = photo;
  const painted = new RgbImage({ width, height, data: new Uint8Array(3 * width * height) });
  const generator = await generatorFor(options);
  return { photo, prompt: "", painted, alignment: alignmentOf(photo, painted, "none"), generator };
}
