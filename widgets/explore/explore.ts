/** The right views for a result, laid out and linked. */
import { VBox } from "@vision-peel/kernel/widgets/core";
import { CodeCube } from "../cube/kernel.js";
import { DepthView } from "../depth/kernel.js";
import type { Measurable } from "../errors/measure.js";
import { layerOf } from "../layers/given.js";
import { NormalView } from "../normal/kernel.js";
import { PointCloudView } from "../points/kernel.js";
import { SegmentationView } from "../segmentation/kernel.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { LinkedCursor, LinkedRange } from "../shared/linked.js";
import { StepView } from "../steps/kernel.js";
import type { StepResult } from "../steps/make.js";

export interface ExploreOptions {
  /** as it truly is, of the result's kind and on the photo's grid */
  readonly truth?: Measurable;
}

/**
 * Everything that there is to see of a result, in one call: its steps, its values in their own view, points in space,
 * and the painted colours in the cube. All share one cursor, depth's views one slice. The layout is kept in saved and
 * baked notebooks.
 *
 * @throws ArgumentError for what is no task's result, or a truth of another kind or size
 * @example explore(await estimateDepth(photo), { truth: scene.depth })
 */
export function explore(result: StepResult, options: ExploreOptions = {}): VBox {
  checkViewOptions("explore", options, ["truth"]);
  const { truth } = options;
  const linkedCursor = new LinkedCursor();
  const steps = new StepView({ result, ...(truth && { truth }), linkedCursor });
  const { photo } = result;
  const painted = result.paintedOnPhoto;
  const [limit] = result.limits;
  const shown = { photo, painted, linkedCursor, ...(limit && { note: limit }) };
  const known = truth && ({ truth } as object);
  if ("depth" in result) {
    const linkedRange = new LinkedRange();
    const { depth } = result;
    return new VBox({
      children: [
        steps,
        new DepthView({ depth, ...shown, ...known, linkedRange }),
        new PointCloudView({ depth, photo, linkedCursor, linkedRange }),
        new CodeCube({ painted, linkedCursor }),
      ],
    });
  }
  if ("normals" in result) {
    const { normals } = result;
    return new VBox({
      children: [
        steps,
        new NormalView({ normals, ...shown, ...known }),
        new CodeCube({ painted, code: "normals", linkedCursor }),
      ],
    });
  }
  if ("labels" in result) {
    const { labels } = result;
    const { regions = [] } = layerOf("labels", labels, "labels").state;
    const isColoured = regions.length > 0 && labels.legend.every(({ colour }) => colour !== undefined);
    const cube = isColoured ? [new CodeCube({ painted, legend: labels, linkedCursor })] : [];
    return new VBox({ children: [steps, new SegmentationView({ labels, ...shown, ...known }), ...cube] });
  }
  const { instances } = result;
  return new VBox({ children: [steps, new SegmentationView({ instances, ...shown, ...known })] });
}
