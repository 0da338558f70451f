import type { DepthMap, InstanceMap, LabelMap, NormalMap } from "vision-peel/image";
import { layerOf, mapOf } from "../layers/given.js";
import { checkTruthSize } from "../shared/checkPictures.js";
import { refuse } from "../shared/checks.js";
import { type DepthMeasuring, measureDepth } from "./depthErrors.js";
import type { Measured } from "./measured.js";
import { measureNormals } from "./normalErrors.js";
import { measureRegions } from "./regionErrors.js";

export interface Measuring extends DepthMeasuring {
  /** true ids that are not scored; default 255, unless the truth's legend lists it */
  readonly ignore?: readonly number[];
}

export type Measurable = DepthMap | NormalMap | LabelMap | InstanceMap;

/**
 * A prediction of any task beside the truth.
 *
 * @throws ArgumentError unless both are maps of one kind and size
 */
export function measure(prediction: unknown, truth: unknown, how: Measuring = {}): Measured {
  const [found, wanted] = [mapOf(prediction), mapOf(truth)] as [Measurable, Measurable];
  const { kind } = layerOf("prediction", found, "prediction").state;
  const { kind: trueKind } = layerOf("truth", wanted, "truth").state;
  const remedy = "pass metres with metres, normals with normals, labels with labels";
  if (kind === "rgb") refuse("prediction", "a map, not a picture", prediction, "decode the painting first");
  if (kind !== trueKind) refuse("truth", `of the kind of prediction, ${kind}`, truth, remedy);
  checkTruthSize("prediction", wanted, found);
  if (kind === "depth") return measureDepth(found as DepthMap, wanted as DepthMap, how);
  if (kind === "normals") return measureNormals(found as NormalMap, wanted as NormalMap);
  const { ignore = usuallyIgnored(wanted as LabelMap) } = how;
  return measureRegions(found as LabelMap, wanted as LabelMap, ignore);
}

/** 255 is void in Cityscapes, VOC and ADE20K, unless a legend says otherwise. */
const usuallyIgnored = (truth: LabelMap | InstanceMap): number[] =>
  "legend" in truth && !truth.legend.some(({ id }) => id === 255) ? [255] : [];
