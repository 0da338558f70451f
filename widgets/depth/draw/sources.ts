import { wordOf } from "../../shared/draw/words.js";
import type { DepthPictureName } from "../state.js";
import type { DepthColours } from "./colours.js";
import { type DepthPictures, isDrawable } from "./pictures.js";

/** Where a picture's colours come from. */
export interface PixelSource {
  /** The colour of a pixel that has no pattern. */
  wordAt(at: number): number;
  /** What decides whether a pixel is drawn as a pattern: metres; undefined for pictures that have none. */
  readonly patterns?: Float32Array;
  /** RGB bytes that look better averaged where they are shown smaller than they are */
  readonly averaged?: Uint8Array;
}

/** What a view may choose from; what is not there falls back to the decoded depth. */
export interface SourceOptions {
  readonly colours: DepthColours;
  /** levels off the code from which on a pixel counts as astray */
  readonly residualLimit: number;
}

/** The source of one picture. */
export function sourceOf(
  pictures: DepthPictures,
  name: DepthPictureName,
  { colours, residualLimit }: SourceOptions,
): PixelSource {
  const { metres, photo, painted, residual, truth } = pictures;
  if (name === "photo" && photo) return { wordAt: rgbAt(photo), averaged: photo };
  if (name === "painted" && painted) return { wordAt: rgbAt(painted) };
  if (name === "residual" && residual) {
    return { wordAt: (at) => residualWord(residual[at], residualLimit) };
  }
  if (name === "truth" && truth) return { wordAt: (at) => colours.wordOf(truth[at]), patterns: truth };
  if (name === "error" && truth) {
    const errors = relativeErrors(metres, truth);
    return { wordAt: (at) => errorWord(errors[at]), patterns: unknownWhereNoError(errors) };
  }
  return { wordAt: (at) => colours.wordOf(metres[at]), patterns: metres };
}

const rgbAt =
  (rgb: Uint8Array) =>
  (at: number): number =>
    wordOf(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]);

/** Greys up to the limit; beyond it a colour that no grey is, the more the further off. */
export function residualWord(levels: number, limit: number): number {
  if (!(levels > limit)) {
    const grey = Math.round(40 + 150 * (limit > 0 ? levels / limit : 0));
    return wordOf(grey, grey, grey);
  }
  const excess = Math.min(1, (levels - limit) / 100);
  return wordOf(255, Math.round(150 - 110 * excess), 0);
}

/** Relative errors beyond this are drawn alike. */
export const MOST_ERROR = 0.5;

/** White is right, blue is too near, orange too far. */
export function errorWord(relative: number): number {
  const t = Math.min(1, Math.abs(relative) / MOST_ERROR);
  // Square roots, so that small errors are seen.
  const s = Math.sqrt(t);
  const [r, g, b] = relative < 0 ? [33, 102, 208] : [214, 96, 20];
  const blend = (end: number): number => Math.round(250 + s * (end - 250));
  return wordOf(blend(r), blend(g), blend(b));
}

/** (decoded − true) / true; NaN where either is unknown, infinite, or true depth is 0. */
export function relativeErrors(metres: Float32Array, truth: Float32Array): Float32Array {
  return Float32Array.from(metres, (value, i) =>
    isDrawable(value) && isDrawable(truth[i]) && truth[i] > 0 ? (value - truth[i]) / truth[i] : Number.NaN,
  );
}

/** Patterns are chosen by metres: unknown where there is no error to show. */
const unknownWhereNoError = (errors: Float32Array): Float32Array =>
  errors.map((error) => (Number.isNaN(error) ? Number.NaN : 1));
