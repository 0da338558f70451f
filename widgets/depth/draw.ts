/**
 * Arrays → pixels, without a canvas. A frame is made in two steps: `sampleLayer` looks up the visible
 * part at the resolution of the screen when the view has moved, `applySlice` then only compares metres,
 * so that dragging a limit costs two reads and a write per screen pixel, whatever the picture's size.
 * Pixels are 32-bit words, RGBA in memory on the little-endian machines that browsers run on.
 */
import type { DepthTables } from "vision-peel/codecs";
import { walkColours } from "vision-peel/color";
import { meanColour } from "./photo.js";
import type { DepthPictureName, OutsideStyle } from "./state.js";

/** The pictures of one view; all of one size. */
export interface DepthPictures {
  readonly width: number;
  readonly height: number;
  readonly metres: Float32Array;
  readonly painted?: Uint8Array | undefined;
  readonly photo?: Uint8Array | undefined;
  readonly tables: DepthTables;
}

/** What part of the picture a frame shows. */
export interface Frame {
  /** size of the frame in screen pixels */
  readonly width: number;
  readonly height: number;
  /** the picture's coordinates at the frame's top left corner */
  readonly left: number;
  readonly top: number;
  /** screen pixels per picture pixel */
  readonly scale: number;
}

/** The visible part, looked up: colour and metres of every screen pixel. */
export interface Layer {
  readonly width: number;
  readonly height: number;
  /** 0 beside the picture */
  readonly colours: Uint32Array;
  readonly metres: Float32Array;
}

export interface Slice {
  readonly near: number;
  readonly far: number;
  readonly outside: OutsideStyle;
}

const wordOf = (r: number, g: number, b: number, a = 255): number =>
  ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** The walk's 1786 colours as words, shared by the picture and the colour bar. */
const walkWords = (() => {
  const colours = walkColours();
  return Uint32Array.from({ length: colours.length / 3 }, (_, i) =>
    wordOf(colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]),
  );
})();

/** The colour of a finite depth: the one function behind the picture and the bar. */
export const wordOfMetres = (tables: DepthTables, metres: number): number => walkWords[tables.stepOf(metres)];

const INFINITE = wordOf(255, 255, 255);
const INFINITE_DOT = wordOf(190, 196, 208);
// Half-transparent greys show on light and on dark ground alike.
const UNKNOWN = wordOf(128, 128, 128, 36);
const UNKNOWN_LINE = wordOf(128, 128, 128, 150);

/** Infinity is white with dots, in every second row of them shifted; unknown depth is a diagonal hatch. */
export function patternWord(metres: number, x: number, y: number): number {
  if (metres !== Infinity) return (x + y) % 8 < 2 ? UNKNOWN_LINE : UNKNOWN;
  const shift = ((y / 6) | 0) % 2 === 0 ? 0 : 6;
  return (x + shift) % 12 < 2 && y % 6 < 2 ? INFINITE_DOT : INFINITE;
}

/** A layer for a frame's size; give the last one back in to save its memory. */
function layerFor(width: number, height: number, reuse?: Layer): Layer {
  if (reuse?.width === width && reuse.height === height) return reuse;
  const count = width * height;
  return { width, height, colours: new Uint32Array(count), metres: new Float32Array(count) };
}

/** Picture column (or row) of every screen column (or row); −1 beside the picture. */
function indicesOf(count: number, start: number, scale: number, size: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const at = Math.floor(start + (i + 0.5) / scale);
    return at >= 0 && at < size ? at : -1;
  });
}

/**
 * Looks up the visible part of one picture. Always the nearest pixel, for a code must not be blended;
 * only a photo is averaged where it is shown smaller than it is.
 *
 * @param name a picture that is not there falls back to the decoded depth
 */
export function sampleLayer(
  pictures: DepthPictures,
  name: DepthPictureName,
  frame: Frame,
  reuse?: Layer,
): Layer {
  const layer = layerFor(frame.width, frame.height, reuse);
  const { colours, metres } = layer;
  const rgb = name === "depth" ? undefined : pictures[name];
  const spread = 1 / frame.scale;
  const isAveraged = name === "photo" && spread >= 1.5;
  const columns = indicesOf(frame.width, frame.left, frame.scale, pictures.width);
  const rows = indicesOf(frame.height, frame.top, frame.scale, pictures.height);
  for (let y = 0, out = 0; y < frame.height; y++) {
    const row = rows[y] * pictures.width;
    let last = -1;
    let word = 0;
    let depth = 0;
    let isPattern = false;
    for (let x = 0; x < frame.width; x++, out++) {
      const column = columns[x];
      if (column < 0 || row < 0) {
        colours[out] = 0;
        metres[out] = Number.NaN;
        continue;
      }
      if (column !== last) {
        last = column;
        depth = pictures.metres[row + column];
        isPattern = !rgb && !(depth >= 0 && depth < Infinity);
        if (rgb && isAveraged) {
          word =
            (0xff000000 | meanColour(rgb, pictures.width, pictures.height, column, rows[y], spread)) >>> 0;
        } else if (rgb) {
          const at = 3 * (row + column);
          word = wordOf(rgb[at], rgb[at + 1], rgb[at + 2]);
        } else if (!isPattern) word = wordOfMetres(pictures.tables, depth);
      }
      metres[out] = depth;
      colours[out] = isPattern ? patternWord(depth, x, y) : word;
    }
  }
  return layer;
}

/** A colour outside of the slice: its grey, mostly transparent, so that it recedes on any ground. */
export function dimmedWord(word: number): number {
  const grey = (77 * (word & 255) + 150 * ((word >>> 8) & 255) + 29 * ((word >>> 16) & 255)) >>> 8;
  return (((word >>> 26) << 24) | (grey << 16) | (grey << 8) | grey) >>> 0;
}

/** Whether a slice leaves nothing out, not even the sky and the unknown. */
export const isWhole = ({ near, far }: Pick<Slice, "near" | "far">): boolean => near <= 0 && far === Infinity;

/**
 * The frame's pixels: inside near ≤ metres ≤ far as sampled, outside dimmed or transparent.
 *
 * @param pixels one word per screen pixel; written
 */
export function applySlice(layer: Layer, slice: Slice, pixels: Uint32Array): void {
  const { colours, metres } = layer;
  const { near, far } = slice;
  if (isWhole(slice)) {
    pixels.set(colours);
    return;
  }
  const isHidden = slice.outside === "hidden";
  for (let i = 0; i < colours.length; i++) {
    const depth = metres[i];
    if (depth >= near && depth <= far) pixels[i] = colours[i];
    else pixels[i] = isHidden || colours[i] === 0 ? 0 : dimmedWord(colours[i]);
  }
}

/** A whole frame at once, for a still picture or a test. */
export function drawFrame(
  pictures: DepthPictures,
  name: DepthPictureName,
  frame: Frame,
  slice: Slice,
): Uint32Array {
  const pixels = new Uint32Array(frame.width * frame.height);
  applySlice(sampleLayer(pictures, name, frame), slice, pixels);
  return pixels;
}

/** One row of the colour bar: the colour at the middle of every screen column, dimmed outside of the slice. */
export function drawBar(tables: DepthTables, slice: Slice, pixels: Uint32Array): void {
  for (let x = 0; x < pixels.length; x++) {
    const metres = tables.code.metresOf((x + 0.5) / pixels.length);
    const word = wordOfMetres(tables, metres);
    pixels[x] = metres >= slice.near && metres <= slice.far ? word : dimmedWord(word);
  }
}
