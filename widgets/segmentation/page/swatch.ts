import { element } from "../../shared/page/element.js";
import { isOnLine, lineWord } from "../patterns.js";

const SIDE = 14;

export interface Swatch {
  readonly root: HTMLElement;
  show(word: number, pattern: number): void;
}

/** A patch of colour and pattern; the pattern is drawn by the function that draws the picture. */
export function makeSwatch(): Swatch {
  const root = element("span", { class: "peel-swatch", "aria-hidden": "true" });
  return {
    root,
    show(word, pattern) {
      const [r, g, b] = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
      root.style.backgroundColor = `rgb(${r} ${g} ${b})`;
      root.style.backgroundImage = pattern > 0 ? `url(${pictureOf(word, pattern)})` : "";
    },
  };
}

/** A legend of thousands has few patterns: each is drawn once. */
const pictures = new Map<string, string>();

function pictureOf(word: number, pattern: number): string {
  const key = `${word} ${pattern}`;
  const known = pictures.get(key);
  if (known !== undefined) return known;
  const canvas = element("canvas", { width: String(SIDE), height: String(SIDE) });
  const context = canvas.getContext("2d");
  if (!context) return "";
  const image = context.createImageData(SIDE, SIDE);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = isOnLine(pattern, i % SIDE, Math.floor(i / SIDE)) ? lineWord(word) : word;
  context.putImageData(image, 0, 0);
  const url = canvas.toDataURL();
  pictures.set(key, url);
  return url;
}
