import type { DepthTables } from "vision-peel/codecs";
import { walkColours } from "vision-peel/color";
import { wordOf } from "../../shared/draw/words.js";

/** How finite metres are coloured, and where they lie on the bar: one object behind picture, bar and marks. */
export interface DepthColours {
  /** metres, 0 to Infinity → place on the bar, 0 to 1 */
  positionOf(metres: number): number;
  /** place on the bar → metres */
  metresOf(position: number): number;
  /** the colour of a finite depth */
  wordOf(metres: number): number;
}

/** The walk's 1786 colours as words. */
const walkWords = (() => {
  const colours = walkColours();
  return Uint32Array.from({ length: colours.length / 3 }, (_, i) =>
    wordOf(colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]),
  );
})();

/** The colours that the generator paints with: the code itself. */
export function codeColours({ code, stepOf }: DepthTables): DepthColours {
  return {
    positionOf: code.positionOf,
    metresOf: code.metresOf,
    wordOf: (metres) => walkWords[stepOf(metres)],
  };
}
