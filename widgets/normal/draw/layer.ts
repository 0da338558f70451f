/**
 * Arrays → pixels, in two steps: `sampleNormals` looks the visible part up at the screen's resolution, `applyCone` then
 * only compares directions, so that a dragged direction costs a few reads per screen pixel.
 */
import type { Frame } from "../../shared/draw/frame.js";
import { meanColour } from "../../shared/draw/meanColour.js";
import { dimmedWord, patternWord } from "../../shared/draw/words.js";
import type { Direction } from "../state.js";
import type { NormalPictures } from "./pictures.js";
import type { NormalSource } from "./sources.js";

export interface NormalLayer {
  readonly width: number;
  readonly height: number;
  /** 0 beside the picture */
  readonly colours: Uint32Array;
  /** the picture's pixel; −1 beside it */
  readonly indices: Int32Array;
}

export interface Cone {
  readonly direction: Direction;
  readonly degrees: number;
}

/** Looks up the visible part of one picture: the nearest pixel, for directions must not be blended by their colours. */
export function sampleNormals(
  { width, height }: NormalPictures,
  { wordAt, isEmpty, averaged }: NormalSource,
  frame: Frame,
): NormalLayer {
  const colours = new Uint32Array(frame.width * frame.height);
  const indices = new Int32Array(frame.width * frame.height).fill(-1);
  const spread = 1 / frame.scale;
  const photo = spread >= 1.5 ? averaged : undefined;
  for (let y = 0, out = 0; y < frame.height; y++) {
    const row = Math.floor(frame.top + (y + 0.5) / frame.scale);
    for (let x = 0; x < frame.width; x++, out++) {
      const column = Math.floor(frame.left + (x + 0.5) / frame.scale);
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const at = row * width + column;
      indices[out] = at;
      if (photo) colours[out] = (0xff000000 | meanColour(photo, width, height, column, row, spread)) >>> 0;
      else colours[out] = isEmpty(at) ? patternWord(Number.NaN, x, y) : wordAt(at);
    }
  }
  return { width: frame.width, height: frame.height, colours, indices };
}

/**
 * The frame's pixels: as sampled, or dimmed where the normal lies outside of the cone.
 *
 * @param pixels one word per screen pixel; written
 */
export function applyCone(
  { colours, indices }: NormalLayer,
  normals: Float32Array,
  cone: Cone | null,
  pixels: Uint32Array,
): void {
  if (!cone) {
    pixels.set(colours);
    return;
  }
  const [x, y, z] = cone.direction;
  const least = Math.cos((cone.degrees * Math.PI) / 180);
  for (let i = 0; i < colours.length; i++) {
    const at = 3 * indices[i];
    const isInside = at >= 0 && x * normals[at] + y * normals[at + 1] + z * normals[at + 2] >= least;
    pixels[i] = isInside || colours[i] === 0 ? colours[i] : dimmedWord(colours[i]);
  }
}

/** A whole frame at once, for a still picture or a test. */
export function drawNormals(
  pictures: NormalPictures,
  source: NormalSource,
  frame: Frame,
  cone: Cone | null,
): Uint32Array {
  const pixels = new Uint32Array(frame.width * frame.height);
  applyCone(sampleNormals(pictures, source, frame), pictures.normals, cone, pixels);
  return pixels;
}
