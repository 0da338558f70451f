import { ArgumentError, describeValue } from "../../errors.js";
import { WALK_VERTICES } from "../cubeWalk.js";
import { type ColourInput, readColour } from "../notation.js";
import { coloursOfTable } from "./tables.js";

/** Colour paths by name: the paper's walk, and the maps that it trains with beside it. */
export const COLOUR_PATHS = ["cube", "plasma", "inferno", "viridis", "magma", "spectral", "grey"] as const;
export type ColourPathName = (typeof COLOUR_PATHS)[number];

/**
 * Any colour path: by name; by its colours, equally far apart in position; or as a function from a position,
 * 0 to 1, to levels, 0 to 255, which is taken at 256 places.
 */
export type ColourPathInput =
  | ColourPathName
  | readonly ColourInput[]
  | ((position: number) => readonly [number, number, number]);

/** A curve through the RGB cube, straight between its vertices, that carries a position from 0 to 1. */
export interface ColourPath {
  /** a name of `COLOUR_PATHS`, with `_r` if reversed, or "custom" */
  readonly name: string;
  /** colours in levels, RGB interleaved, equally far apart in position */
  readonly vertices: Float64Array;
  /**
   * Points of the path whose positions differ by no more are one stretch: 0 for paths of few straight lines; 0.02
   * for tables, since colours that are rounded to whole levels make a curve ripple.
   */
  readonly stretch: number;
}

/** ColorBrewer's Spectral. */
const SPECTRAL = "9e0142 d53e4f f46d43 fdae61 fee08b ffffbf e6f598 abdda4 66c2a5 3288bd 5e4fa2"
  .split(" ")
  .map((digits) => `#${digits}`);

/** Vertices from which on a path is a table of a curve. */
const MANY = 65;
const SAMPLES = 256;

/**
 * A path from its name, its colours or its function.
 *
 * @param reversed whether it is walked from its end
 * @throws ArgumentError for an unknown name, fewer than two different colours, levels outside 0 to 255
 * @example pathOf(["black", "#f00", "white"]).vertices // 0 0 0, 255 0 0, 255 255 255
 */
export function pathOf(input: ColourPathInput, reversed = false): ColourPath {
  const forward = verticesOf(input);
  const count = forward.length / 3;
  const vertices = reversed
    ? forward.map((_, i) => forward[3 * (count - 1 - Math.floor(i / 3)) + (i % 3)])
    : forward;
  if (count < 2 || vertices.every((level, i) => level === vertices[i % 3]))
    refuse("at least two different colours", `${count} of one colour`);
  const name = typeof input === "string" ? `${input}${reversed ? "_r" : ""}` : "custom";
  return { name, vertices, stretch: count < MANY ? 0 : 0.02 };
}

/**
 * The colour at a position, in fractional levels; positions outside 0 to 1 are clamped.
 *
 * @example colourOnPath(pathOf("grey"), 0.5) // [127.5, 127.5, 127.5]
 */
export function colourOnPath({ vertices }: ColourPath, position: number): [number, number, number] {
  const segments = vertices.length / 3 - 1;
  const along = Math.min(1, Math.max(0, position)) * segments;
  const segment = Math.min(segments - 1, Math.floor(along));
  const t = along - segment;
  const at = 3 * segment;
  return [0, 1, 2].map((c) => vertices[at + c] + t * (vertices[at + 3 + c] - vertices[at + c])) as [
    number,
    number,
    number,
  ];
}

function verticesOf(input: ColourPathInput): Float64Array {
  if (typeof input === "function") return sampled(input);
  if (Array.isArray(input)) {
    const colours = input.map((colour: ColourInput, i: number) => readColour(colour, `path[${i}]`).colour);
    return Float64Array.from(colours.flat());
  }
  switch (input) {
    case "cube":
      return Float64Array.from(WALK_VERTICES.flat());
    case "grey":
      return Float64Array.of(0, 0, 0, 255, 255, 255);
    case "spectral":
      return spectralTable();
    case "plasma":
    case "inferno":
    case "viridis":
    case "magma":
      return coloursOfTable(input);
    default:
      return refuse(
        `one of ${COLOUR_PATHS.join(", ")}, a list of colours or a function`,
        describeValue(input),
      );
  }
}

/**
 * Matplotlib's table of it: 256 places of the lines between the eleven colours, in levels that are cut, not rounded.
 * Its arithmetic (colors.py, `_create_lookup_table`) to the last bit, which some levels hang on.
 */
function spectralTable(): Float64Array {
  const colours = verticesOf(SPECTRAL).map((level) => level / 255);
  const last = colours.length / 3 - 1;
  const starts = Array.from({ length: last + 1 }, (_, k) => k * (1 / last) * 255);
  return Float64Array.from({ length: 3 * SAMPLES }, (_, at) => {
    const [place, channel] = [255 * (Math.floor(at / 3) / 255), at % 3];
    const end = Math.max(
      1,
      starts.findIndex((start) => start >= place),
    );
    const share = (place - starts[end - 1]) / (starts[end] - starts[end - 1]);
    const [from, to] = [colours[3 * end - 3 + channel], colours[3 * end + channel]];
    return Math.floor((share * (to - from) + from) * 255);
  });
}

function sampled(colourAt: (position: number) => readonly [number, number, number]): Float64Array {
  const vertices = new Float64Array(3 * SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    const position = i / (SAMPLES - 1);
    const levels: unknown = colourAt(position);
    const fits =
      Array.isArray(levels) && levels.length === 3 && levels.every((level) => level >= 0 && level <= 255);
    if (!fits)
      refuse(
        "a function that gives three levels from 0 to 255",
        `one that gives ${String(levels)} at ${position}`,
      );
    vertices.set(levels as number[], 3 * i);
  }
  return vertices;
}

function refuse(expected: string, got: string): never {
  const remedy = `name a path, as "plasma", or give its colours, as ["black", "red", "white"]`;
  throw new ArgumentError({ argument: "path", expected, got, remedy });
}
