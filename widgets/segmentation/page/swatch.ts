import { element } from "../../shared/page/element.js";
import { isOnLine, lineWord } from "../patterns.js";

const SIDE = 14;

export interface Swatch {
  readonly root: HTMLCanvasElement;
  show(word: number, pattern: number): void;
}

/** A patch of colour and pattern, drawn by the function that draws the picture. */
export function makeSwatch(): Swatch {
  const density = Math.max(1, Math.round(window.devicePixelRatio || 1));
  const side = String(SIDE * density);
  const root = element("canvas", { class: "peel-swatch", width: side, height: side, "aria-hidden": "true" });
  let shown = "";
  return {
    root,
    show(word, pattern) {
      if (shown === `${word} ${pattern}`) return;
      shown = `${word} ${pattern}`;
      const context = root.getContext("2d");
      if (!context) return;
      const image = context.createImageData(root.width, root.height);
      const pixels = new Uint32Array(image.data.buffer);
      for (let i = 0; i < pixels.length; i++) {
        const isLine = pattern > 0 && isOnLine(pattern, i % root.width, Math.floor(i / root.width));
        pixels[i] = isLine ? lineWord(word) : word;
      }
      context.putImageData(image, 0, 0);
    },
  };
}
