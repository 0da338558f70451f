/**
 * Arrays → pixels, without a canvas. A frame is made in two steps: `sampleLayer` looks up the visible
 * part at the resolution of the screen when the view has moved, `applySlice` then only compares metres,
 * so that dragging a limit costs two reads and a write per screen pixel, whatever the picture's size.
 */
import type { Frame } from "../../shared/draw/frame.js";
import { meanColour } from "../../shared/draw/meanColour.js";
import { dimmedWord, patternWord } from "../../shared/draw/words.js";
import type { OutsideStyle } from "../state.js";
import type { DepthColours } from "./colours.js";
import { type DepthPictures, isDrawable } from "./pictures.js";
import type { PixelSource } from "./sources.js";

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
 */
export function sampleLayer(
  pictures: DepthPictures,
  { wordAt, patternAt, averaged }: PixelSource,
  frame: Frame,
  reuse?: Layer,
): Layer {
  const layer = layerFor(frame.width, frame.height, reuse);
  const { colours, metres } = layer;
  const spread = 1 / frame.scale;
  const photo = spread >= 1.5 ? averaged : undefined;
  const columns = indicesOf(frame.width, frame.left, frame.scale, pictures.width);
  const rows = indicesOf(frame.height, frame.top, frame.scale, pictures.height);
  for (let y = 0, out = 0; y < frame.height; y++) {
    const row = rows[y] * pictures.width;
    let last = -1;
    let word = 0;
    let depth = 0;
    let patternOf: number | undefined;
    for (let x = 0; x < frame.width; x++, out++) {
      const column = columns[x];
      if (column < 0 || row < 0) {
        colours[out] = 0;
        metres[out] = Number.NaN;
        continue;
      }
      if (column !== last) {
        last = column;
        const at = row + column;
        depth = pictures.metres[at];
        patternOf = patternAt?.(at);
        if (patternOf !== undefined && isDrawable(patternOf)) patternOf = undefined;
        if (photo) {
          word =
            (0xff000000 | meanColour(photo, pictures.width, pictures.height, column, rows[y], spread)) >>> 0;
        } else if (patternOf === undefined) word = wordAt(at);
      }
      metres[out] = depth;
      colours[out] = patternOf === undefined ? word : patternWord(patternOf, x, y);
    }
  }
  return layer;
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
  source: PixelSource,
  frame: Frame,
  slice: Slice,
): Uint32Array {
  const pixels = new Uint32Array(frame.width * frame.height);
  applySlice(sampleLayer(pictures, source, frame), slice, pixels);
  return pixels;
}

/** One row of the colour bar: the colour at the middle of every screen column, dimmed outside of the slice. */
export function drawBar(colours: DepthColours, slice: Slice, pixels: Uint32Array): void {
  for (let x = 0; x < pixels.length; x++) {
    const metres = colours.metresOf((x + 0.5) / pixels.length);
    const word = colours.wordOf(metres);
    pixels[x] = metres >= slice.near && metres <= slice.far ? word : dimmedWord(word);
  }
}
