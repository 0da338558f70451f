/** What the colours of errors and residuals mean: a bar of its own, for these two pictures only. */
import { element } from "../../shared/page/element.js";
import { type DepthErrors, errorWord } from "../draw/errors.js";
import { residualWord } from "../draw/sources.js";
import type { DepthErrorUnit, DepthPictureName } from "../state.js";

const STEPS = 256;
/** Residuals of this many levels are at the legend's end. */
const MOST_RESIDUAL = 128;

export interface Legend {
  readonly root: HTMLElement;
  /** Shows the picture's legend, or none. */
  show(picture: DepthPictureName, of: LegendOf): void;
}

interface LegendOf {
  readonly residualLimit: number;
  readonly errorUnit: DepthErrorUnit;
  readonly errors: () => DepthErrors | undefined;
}

export function makeLegend(): Legend {
  const canvas = element("canvas", { class: "peel-legend-colours", width: String(STEPS), height: "1" });
  const ticks = element("div", { class: "peel-scale" });
  const root = element("div", { class: "peel-legend", role: "img" }, canvas, ticks);
  function draw(wordOf: (share: number) => number, texts: readonly string[]): void {
    const words = Uint32Array.from({ length: STEPS }, (_, i) => wordOf(i / (STEPS - 1)));
    const image = new ImageData(new Uint8ClampedArray(words.buffer), STEPS, 1);
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    ticks.replaceChildren(...texts.map((text) => element("span", {}, text)));
    root.setAttribute("aria-label", `Colours from ${texts.join(", ")}`);
  }
  return {
    root,
    show(picture, { residualLimit, errorUnit, errors }) {
      const found = picture === "error" ? errors() : undefined;
      root.hidden = picture !== "residual" && !found;
      if (picture === "residual") {
        const middle = `${MOST_RESIDUAL / 2}`;
        draw(
          (share) => residualWord(share * MOST_RESIDUAL, residualLimit),
          ["0 levels: on the code", middle, `${MOST_RESIDUAL} levels off it`],
        );
      } else if (found) {
        const most = errorUnit === "relative" ? `${100 * found.most}\u00a0%` : `${found.most}\u00a0m`;
        draw((share) => errorWord(2 * share - 1), [`−${most}: too near`, "0", `${most}: too far`]);
      }
    },
  };
}
