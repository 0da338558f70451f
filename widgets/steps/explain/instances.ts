/** arXiv 2604.20329, appendix A: background, flood fill, pruning, merging. */
import { distanceOf, type ExplainedStep, type Rgb, rgbText } from "./explanation.js";

export interface InstanceAt {
  /** "kept", "background", "too small", "too thin" */
  readonly fate: string;
  /** the piece that flood fill has found there, before merging */
  readonly component: string;
  /** the thing that it belongs to */
  readonly thing: string;
}

export function explainInstance(
  rgb: Rgb,
  { background, tolerance }: { readonly background: Rgb; readonly tolerance: number },
  { fate, component, thing }: InstanceAt,
): ExplainedStep[] {
  const distance = distanceOf(rgb, background);
  const isNear = distance <= tolerance;
  const pruned: Record<string, string> = {
    "too small": "its piece is dropped: it covers less of the picture than asked for",
    "too thin": "its piece is dropped: hardly anything of it survives a 3 × 3 erosion",
  };
  return [
    { label: "painted colour", text: rgbText(rgb), colour: rgb },
    {
      label: "background",
      text: `${rgbText(background)}, ${distance.toFixed(1)} levels away: ${isNear ? "within" : "beyond"} the tolerance of ${tolerance}`,
      colour: background,
    },
    ...(fate === "background"
      ? [{ label: "fate", text: "background: no thing" }]
      : [
          { label: "flood fill", text: fate === "kept" ? component : "a piece that was dropped" },
          { label: "pruning", text: pruned[fate] ?? "kept" },
          { label: "merging", text: thing },
        ]),
  ];
}
