import { type Random, randomFrom } from "../../random.js";
import { type ColourLegend, type LegendInput, readLegend } from "./legend.js";

/**
 * The same classes with their colours dealt anew; the background keeps its own. A generator that likes
 * some colour for some class errs differently with every permutation, so that `voteLabels` can outvote it.
 *
 * @param input class → colour in any form that `parseLegend` takes, or a legend that it has read
 * @param seed the same seed deals the same colours
 * @throws ArgumentError for what is no legend
 * @example permuteLegend({ cat: "red", dog: "lime" }, 1) // cat: lime, dog: red, or as before
 */
export function permuteLegend(input: LegendInput | ColourLegend, seed: number): ColourLegend {
  const legend = readLegend(input);
  const classes = legend.filter(({ id }) => id !== 0);
  const dealt = shuffled(classes, randomFrom(seed));
  const colours = new Map(classes.map(({ id }, i) => [id, dealt[i]]));
  return legend.map((one) => {
    const { colour, variants, notation } = colours.get(one.id) ?? one;
    return { ...one, colour, variants, notation };
  });
}

/** Fisher and Yates's shuffle. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
