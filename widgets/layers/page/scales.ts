import type { ColourScale } from "../../shared/page/controls/colourKey.js";
import { valueText, valueWord } from "../source.js";
import type { LayerState } from "../state.js";

/** What the colours of a layer of values mean; undefined for all others, which people know or point at. */
export function scaleOfLayer({ kind, scale }: LayerState): ColourScale | undefined {
  if (kind !== "values" || !scale || scale.names) return undefined;
  const isSigned = scale.colours === "signed";
  const valueAt = (share: number): number => (isSigned ? (2 * share - 1) * scale.most : share * scale.most);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => valueText(valueAt(share), scale));
  return {
    wordOf: (share) => valueWord(valueAt(share), scale),
    ticks: [...ticks.slice(0, -1), `${ticks[ticks.length - 1]} and more`],
  };
}
