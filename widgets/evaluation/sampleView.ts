import type { OpenedSample } from "vision-peel/evaluation";
import type { DepthMap, InstanceMap, LabelMap, NormalMap } from "vision-peel/image";
import { DepthView } from "../depth/kernel.js";
import { NormalView } from "../normal/kernel.js";
import { SegmentationView } from "../segmentation/kernel.js";

/** A sample of an evaluation in the view of its kind: photo, painting, what was measured, the truth and the error. */
export function sampleView(sample: OpenedSample): DepthView | NormalView | SegmentationView {
  const { kind, measured, truth, photo, painted } = sample;
  const given = { ...(photo && { photo }), ...(painted && { painted }), note: sample.toString() };
  if (kind === "depth")
    return new DepthView({
      ...given,
      depth: measured as DepthMap,
      truth: truth as DepthMap,
      panel: "compare",
    });
  if (kind === "normals") {
    const [normals, known] = [measured as NormalMap, truth as NormalMap];
    return new NormalView({ ...given, normals, truth: known, panel: "compare" });
  }
  const regions =
    kind === "labels" ? { labels: measured as LabelMap } : { instances: measured as InstanceMap };
  return new SegmentationView({ ...given, ...regions, truth: truth as LabelMap, panel: "compare" });
}
