/** arXiv 2604.20329: a pixel goes to the class whose colour is nearest. */
import type { LayerRegion } from "../../layers/state.js";
import { distanceOf, type ExplainedStep, levelsText, type Rgb, rgbText } from "./explanation.js";

/** Colours that are told of. */
const NEAREST = 3;

/** @param shown the name that the map has there */
export function explainLabel(rgb: Rgb, regions: readonly LayerRegion[], shown: string): ExplainedStep[] {
  const near = regions
    .map(({ name, colour }) => ({ name, colour, distance: distanceOf(rgb, colour) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAREST);
  const [first, second] = near;
  return [
    { label: "painted colour", text: rgbText(rgb), colour: rgb },
    ...near.map(({ name, colour, distance }, i) => ({
      label: i === 0 ? "nearest class" : i === 1 ? "runner-up" : "then",
      text: `${name}, ${rgbText(colour)}: ${levelsText(distance)} away`,
      colour,
    })),
    ...(second
      ? [{ label: "margin", text: `${(second.distance - first.distance).toFixed(1)} levels between the two` }]
      : []),
    { label: "class", text: shown },
  ];
}
