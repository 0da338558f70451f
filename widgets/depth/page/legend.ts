/** What the colours of errors and residuals mean; the picture of depth has the slice's bar. */
import type { ColourScale } from "../../shared/page/controls/colourKey.js";
import { type DepthErrors, errorWord } from "../draw/errors.js";
import { residualWord } from "../draw/sources.js";
import type { DepthErrorUnit, DepthPictureName } from "../state.js";

/** Residuals of this many levels are at the legend's end. */
const MOST_RESIDUAL = 128;

interface ScaleOf {
  readonly residualLimit: number;
  readonly errorUnit: DepthErrorUnit;
  readonly errors: () => DepthErrors | undefined;
}

/** The scale of a picture, or undefined where it needs none of its own. */
export function scaleOf(
  picture: DepthPictureName,
  { residualLimit, errorUnit, errors }: ScaleOf,
): ColourScale | undefined {
  if (picture === "residual") {
    return {
      wordOf: (share) => residualWord(share * MOST_RESIDUAL, residualLimit),
      ticks: ["0 levels: on the code", `${MOST_RESIDUAL / 2}`, `${MOST_RESIDUAL} levels off it`],
    };
  }
  const found = picture === "error" ? errors() : undefined;
  if (!found) return undefined;
  const most = errorUnit === "relative" ? `${100 * found.most}\u00a0%` : `${found.most}\u00a0m`;
  return {
    wordOf: (share) => errorWord(2 * share - 1),
    ticks: [`−${most}: too near`, "0", `${most}: too far`],
  };
}
