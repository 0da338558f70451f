import { type ColourLegend, type LegendInput, readLegend } from "../legend.js";
import { candidateOf, distance, seenDistance, toSegment } from "./candidate.js";

/** How well the colours of a legend keep apart, all in levels; larger is better. */
export interface LegendQuality {
  /** between the two nearest colours */
  readonly separation: number;
  /** the nearest that a colour comes to a mixture of two others: what their edge would be mistaken for */
  readonly blends: number;
  /** between the two nearest colours as the worst of three colour-blind eyes sees them */
  readonly colourVision: number;
  /** what `separation` cannot exceed for so many colours, whatever they are */
  readonly mostSeparation: number;
}

/** The densest packing of equal balls (Hales 2005). */
const KEPLER = Math.PI / Math.sqrt(18);
/** The diagonal of the RGB cube. */
const DIAGONAL = 255 * Math.sqrt(3);

/**
 * Measures a legend, whoever has chosen it.
 *
 * @param input class → colour in any form that `parseLegend` takes, which adds the background, or one that it has read
 * @throws ArgumentError for what is no legend
 * @example legendQuality({ sea: "blue", sky: "cyan" }).separation // 255
 */
export function legendQuality(input: LegendInput | ColourLegend): LegendQuality {
  const legend = readLegend(input);
  const all = legend.map(({ colour }) => candidateOf(colour));
  let separation = Infinity;
  let blends = Infinity;
  let colourVision = Infinity;
  for (const [i, a] of all.entries()) {
    for (let j = 0; j < i; j++) {
      const b = all[j];
      separation = Math.min(separation, distance(a.colour, b.colour));
      colourVision = Math.min(colourVision, seenDistance(a, b));
      for (const [k, c] of all.entries())
        if (k !== i && k !== j) blends = Math.min(blends, toSegment(c.colour, a.colour, b.colour));
    }
  }
  return { separation, blends, colourVision, mostSeparation: mostSeparation(all.length) };
}

/**
 * Balls of diameter d around n colours that are d apart do not overlap and lie within a cube of side 255 + d, which
 * copies of itself fill space with: n · π/6 · d³ ≤ π/√18 · (255 + d)³.
 */
function mostSeparation(count: number): number {
  if (count < 2) return Infinity;
  const ratio = Math.cbrt((6 * KEPLER) / (Math.PI * count));
  return ratio >= 1 ? DIAGONAL : Math.min(DIAGONAL, (255 * ratio) / (1 - ratio));
}
