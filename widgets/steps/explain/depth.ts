/** arXiv 2604.20329, eq. 1 and fig. 5: a colour goes to the nearest point of the walk, and from there to metres. */
import { colourAt, depthTransform, projectOnWalk, WALK_EDGES } from "vision-peel/color";
import { metresText } from "../../shared/metresText.js";
import { type ExplainedStep, levelsText, type Rgb, rgbText } from "./explanation.js";

const CORNERS = ["black", "red", "yellow", "green", "cyan", "blue", "magenta", "white"];

/**
 * @param shown metres as the map has them, which may have been put on another grid, or cleaned
 * @param cleaning options of the decoder that may have changed it, in words
 */
export function explainDepth(
  [r, g, b]: Rgb,
  { lambda, c }: { readonly lambda: number; readonly c: number },
  shown: number,
  cleaning: readonly string[] = [],
): ExplainedStep[] {
  const { position, edge, residual, ambiguous } = projectOnWalk(r, g, b);
  const nearest = colourAt(position).map(Math.round) as unknown as Rgb;
  const metres = depthTransform(lambda, c).inverse(position);
  const along = Math.round(255 * (position * WALK_EDGES - edge));
  const steps: ExplainedStep[] = [
    { label: "painted colour", text: rgbText([r, g, b]), colour: [r, g, b] },
    {
      label: "nearest edge of the walk",
      text: `${edge + 1} of ${WALK_EDGES}: ${CORNERS[edge]} → ${CORNERS[edge + 1]}, at ${along} of 255`,
    },
    {
      label: "nearest colour of it",
      text: `${rgbText(nearest)}, ${levelsText(residual)} away${ambiguous ? "; another edge is as near" : ""}`,
      colour: nearest,
    },
    { label: "position p", text: `(${edge} + ${along}/255) / ${WALK_EDGES} = ${position.toFixed(4)}` },
    {
      label: "metres",
      text: `−λc · ((1 − p)^(1/(λ+1)) − 1) = ${(-lambda * c).toFixed(2)} · ((1 − ${position.toFixed(4)})^(${(1 / (lambda + 1)).toFixed(3)}) − 1) = ${metresText(metres)}`,
    },
  ];
  const isOther = Number.isNaN(shown) || Math.abs(shown - metres) > 0.002 * Math.max(1, metres);
  if (isOther && !(shown === Infinity && metres === Infinity))
    steps.push({
      label: "in the result",
      text: `${metresText(shown)}: changed by ${[...cleaning, "the photo’s grid, whose pixels may lie between painted ones"].join(", or ")}`,
    });
  return steps;
}
