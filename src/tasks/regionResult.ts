import { alignmentOf } from "../image/alignment/alignment.js";
import type { InstanceMap } from "../image/instanceMap.js";
import type { LabelMap } from "../image/labelMap.js";
import { RgbImage } from "../image/rgbImage.js";
import { generatorFor } from "./openOnce.js";
import type { PaintedStep } from "./paint.js";
import type { TaskOptions } from "./taskOptions.js";
import { TaskResult } from "./taskResult.js";

/** Classes, or what was referred to, on the photo's grid. */
export class RegionResult extends TaskResult {
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

/** Things one by one, on the photo's grid. */
export class InstanceResult extends TaskResult {
  protected readonly kind = "regionResult";

  constructor(
    step: PaintedStep,
    readonly instances: InstanceMap,
    /** on the painting's own grid, with areas and boxes there; undefined where nothing was painted */
    readonly decoded: InstanceMap | undefined,
  ) {
    super(step);
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
