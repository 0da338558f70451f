import { element } from "../element.js";

/** What a picture's colours mean: a row of colours, and what stands under it. */
export interface ColourScale {
  /** the colour of a place, 0 to 1, as a word of `draw/words` */
  readonly wordOf: (share: number) => number;
  /** from left to right, equally far apart */
  readonly ticks: readonly string[];
}

export interface ColourKey {
  readonly root: HTMLElement;
  /** Shows a scale under a name ("" for none), or nothing. */
  show(scale: ColourScale | undefined, name?: string): void;
}

const STEPS = 256;

/** A bar of colours with its ticks, for pictures whose colours nothing else explains. */
export function makeColourKey(): ColourKey {
  const title = element("span", { class: "peel-key-name", hidden: "" });
  const canvas = element("canvas", { class: "peel-legend-colours", width: String(STEPS), height: "1" });
  const scale = element("div", { class: "peel-scale peel-key-scale" });
  const root = element("div", { class: "peel-legend", role: "img", hidden: "" }, title, canvas, scale);
  return {
    root,
    show(shown, name = "") {
      root.hidden = !shown;
      if (!shown) return;
      const { wordOf, ticks } = shown;
      const words = Uint32Array.from({ length: STEPS }, (_, i) => wordOf(i / (STEPS - 1)));
      const image = new ImageData(new Uint8ClampedArray(words.buffer), STEPS, 1);
      canvas.getContext("2d")?.putImageData(image, 0, 0);
      // Each at its colour's place, however long the words of its neighbours are.
      scale.replaceChildren(
        ...ticks.map((text, i) => {
          const tick = element("span", {}, text);
          tick.style.left = `${(100 * i) / Math.max(1, ticks.length - 1)}%`;
          return tick;
        }),
      );
      title.textContent = name;
      title.hidden = name === "";
      root.setAttribute(
        "aria-label",
        `${name === "" ? "Colours" : `Colours of ${name}`} from ${ticks.join(", ")}`,
      );
    },
  };
}
