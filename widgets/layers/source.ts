/** What a layer looks like at a pixel, and what it says there. Pure: kernel and page use it alike. */

import { depthTables } from "vision-peel/codecs";
import { type DepthColours, codeColours as depthCode } from "../depth/draw/colours.js";
import { errorWord as signedWord } from "../depth/draw/errors.js";
import { directionInWords } from "../normal/directions.js";
import { componentWord, errorWord as heatWord, codeColours as normalCode } from "../normal/draw/colours.js";
import { wordOf } from "../shared/draw/words.js";
import { metresInWords, metresText } from "../shared/metresText.js";
import type { LayerRegion, LayerState, ValueScale } from "./state.js";

export type Numbers = Uint8Array | Uint16Array | Float32Array;

/** A layer with its numbers. */
export interface Layer {
  readonly state: LayerState;
  readonly data: Numbers;
}

/** What one pixel of a layer says. */
export interface LayerReading {
  /** as the status line shows it */
  readonly text: string;
  /** as one says it */
  readonly words: string;
  /** RGB levels of what is seen; undefined where nothing is */
  readonly colour: readonly [number, number, number] | undefined;
}

export interface LayerSource {
  readonly width: number;
  readonly height: number;
  /** the colour of a pixel that has no pattern, as a word of `draw/words` */
  wordAt(at: number): number;
  /** what decides on a pattern, as metres do: NaN is unknown, Infinity is the sky; undefined: no pattern */
  patternAt?(at: number): number | undefined;
  /** RGB bytes that look better averaged where they are shown smaller than they are */
  readonly averaged?: Uint8Array;
  read(at: number): LayerReading;
}

export interface SourceOptions {
  /** of depth; default: the colours of the code */
  readonly depthColours?: DepthColours;
}

/** The source of a layer. */
export function sourceOfLayer({ state, data }: Layer, { depthColours }: SourceOptions = {}): LayerSource {
  const { kind, width, height, regions = [], scale } = state;
  const size = { width, height };
  switch (kind) {
    case "rgb":
      return rgbSource(size, data as Uint8Array);
    case "depth":
      return depthSource(size, data as Float32Array, depthColours ?? usualDepthColours());
    case "normals":
      return normalSource(size, data as Float32Array);
    case "labels":
      return labelSource(size, data as Uint16Array, regions);
    default:
      return valueSource(size, data as Float32Array, scale ?? plainScale);
  }
}

let cached: DepthColours | undefined;
function usualDepthColours(): DepthColours {
  cached ??= depthCode(depthTables());
  return cached;
}

interface Size {
  readonly width: number;
  readonly height: number;
}
type Rgb = readonly [number, number, number];

const rgbOfWord = (word: number): Rgb => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];

function rgbSource(size: Size, rgb: Uint8Array): LayerSource {
  const at3 = (at: number): Rgb => [rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]];
  return {
    ...size,
    wordAt: (at) => wordOf(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]),
    averaged: rgb,
    read(at) {
      const colour = at3(at);
      return {
        text: colour.join(" "),
        words: `red ${colour[0]}, green ${colour[1]}, blue ${colour[2]}`,
        colour,
      };
    },
  };
}

function depthSource(size: Size, metres: Float32Array, colours: DepthColours): LayerSource {
  const isDrawn = (at: number): boolean => metres[at] >= 0 && metres[at] < Infinity;
  return {
    ...size,
    wordAt: (at) => colours.wordOf(metres[at]),
    patternAt: (at) => (isDrawn(at) ? undefined : metres[at]),
    read: (at) => ({
      text: metresText(metres[at]),
      words: metresInWords(metres[at]),
      colour: isDrawn(at) ? rgbOfWord(colours.wordOf(metres[at])) : undefined,
    }),
  };
}

const signed = (value: number): string => value.toFixed(2).replace("-", "−");

function normalSource(size: Size, normals: Float32Array): LayerSource {
  const rgb = normalCode(size.width, size.height, normals);
  const wordAt = (at: number): number => wordOf(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]);
  return {
    ...size,
    wordAt,
    patternAt: (at) => (Number.isNaN(normals[3 * at]) ? Number.NaN : undefined),
    read(at) {
      const [x, y, z] = normals.subarray(3 * at, 3 * at + 3);
      if (Number.isNaN(x)) return { text: "no surface", words: "no surface", colour: undefined };
      const text = [x, y, z].map(signed).join(" ");
      return { text, words: `faces ${directionInWords([x, y, z])}`, colour: rgbOfWord(wordAt(at)) };
    },
  };
}

const NAMELESS = wordOf(128, 128, 128);

function labelSource(size: Size, ids: Uint16Array, regions: readonly LayerRegion[]): LayerSource {
  const byId = new Map(regions.map((region) => [region.id, region]));
  const words = new Map(regions.map(({ id, colour }) => [id, wordOf(...colour)]));
  return {
    ...size,
    wordAt: (at) => words.get(ids[at]) ?? NAMELESS,
    // 0 of an instance map is no thing: nothing is drawn of it.
    patternAt: (at) => (byId.has(ids[at]) ? undefined : Number.NaN),
    read(at) {
      const region = byId.get(ids[at]);
      const name = region?.name ?? (ids[at] === 0 ? "none" : `id ${ids[at]}`);
      return { text: name, words: name, colour: region?.colour };
    },
  };
}

const plainScale: ValueScale = { colours: "grey", most: 1, unit: "", decimals: 3 };

/** A number of a scale with its unit: "−0.12 m", "3.4°". */
export function valueText(value: number, { unit, decimals, times = 1, colours, names }: ValueScale): string {
  if (Number.isNaN(value)) return "none";
  if (names) return names[value] ?? String(value);
  const number = (Math.abs(value) * times).toFixed(decimals);
  const sign =
    value < 0 && /[1-9]/.test(number) ? "−" : colours === "signed" && /[1-9]/.test(number) ? "+" : "";
  const gap = unit === "" || unit === "°" ? "" : "\u00a0";
  return `${sign}${number}${gap}${unit}`;
}

/** The colour of a number. */
export function valueWord(value: number, { colours, most }: ValueScale): number {
  const share = value / most;
  if (colours === "signed") return signedWord(share);
  // The heat map counts in degrees of which 60 are its end.
  if (colours === "heat") return heatWord(60 * Math.max(0, share));
  return componentWord(2 * share - 1);
}

function valueSource(size: Size, values: Float32Array, scale: ValueScale): LayerSource {
  return {
    ...size,
    wordAt: (at) => valueWord(values[at], scale),
    patternAt: (at) => (Number.isNaN(values[at]) ? Number.NaN : undefined),
    read(at) {
      const text = valueText(values[at], scale);
      const isNone = Number.isNaN(values[at]);
      return { text, words: text, colour: isNone ? undefined : rgbOfWord(valueWord(values[at], scale)) };
    },
  };
}
