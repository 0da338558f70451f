import type { DepthTables } from "vision-peel/codecs";
import { type ColormapName, colormapTable, walkColours } from "vision-peel/color";
import { wordOf } from "../../shared/draw/words.js";
import type { DepthScaleName, DepthState, MetresRange } from "../state.js";
import { isDrawable } from "./pictures.js";

/** How finite metres are coloured, and where they lie on the bar: one object behind picture, bar and marks. */
export interface DepthColours {
  /** metres, 0 to Infinity → place on the bar, 0 to 1 */
  positionOf(metres: number): number;
  /** place on the bar → metres */
  metresOf(position: number): number;
  /** the colour of a finite depth */
  wordOf(metres: number): number;
  /** metres at the ends of the bar */
  readonly range: MetresRange;
}

/** Colours as words, from interleaved bytes. */
const wordsOf = (rgb: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: rgb.length / 3 }, (_, i) => wordOf(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]));

/** The walk's 1786 colours. */
const walkWords = wordsOf(walkColours());

/** The colours that the generator paints with: the code itself. */
export function codeColours({ code, stepOf }: DepthTables): DepthColours {
  return {
    positionOf: code.positionOf,
    metresOf: code.metresOf,
    wordOf: (metres) => walkWords[stepOf(metres)],
    range: { near: 0, far: Infinity },
  };
}

/** A scale and its inverse. */
const scales: Readonly<Record<DepthScaleName, { to(metres: number): number; from(value: number): number }>> =
  {
    metric: { to: (metres) => metres, from: (value) => value },
    // Negative, so that near is first as on every other bar.
    disparity: { to: (metres) => -1 / metres, from: (value) => -1 / value },
    log: { to: Math.log, from: Math.exp },
  };

/**
 * A colormap between two distances; what lies beyond has the colours of its ends. From far to near its colours run
 * backwards; near stays at the left of the bar.
 */
export function colormapColours(name: ColormapName, scale: DepthScaleName, given: MetresRange): DepthColours {
  const isReversed = given.near > given.far;
  const range = isReversed ? { near: given.far, far: given.near } : given;
  // 0 m has neither an inverse nor a logarithm.
  const near = scale === "metric" ? range.near : Math.max(range.near, range.far / 1000);
  const { to, from } = scales[scale];
  const [first, last] = [to(near), to(range.far)];
  const words = wordsOf(colormapTable(name));
  const positionOf = (metres: number): number => {
    if (metres <= near) return 0;
    return metres >= range.far ? 1 : (to(metres) - first) / (last - first);
  };
  return {
    positionOf,
    metresOf: (position) => from(first + position * (last - first)),
    wordOf(metres) {
      const position = positionOf(metres);
      return words[Math.round((isReversed ? 1 - position : position) * (words.length - 1))];
    },
    range: { near, far: range.far },
  };
}

/** Pixels looked at for a range: enough for a hundredth, and soon done for any picture. */
const LOOKS = 1 << 15;

/** The distances that all but one pixel in a hundred lie between. */
export function typicalRange(metres: Float32Array): MetresRange {
  const stride = Math.max(1, Math.floor(metres.length / LOOKS));
  const seen: number[] = [];
  for (let i = stride >> 1; i < metres.length; i += stride) if (isDrawable(metres[i])) seen.push(metres[i]);
  if (seen.length === 0) return { near: 0, far: 10 };
  const sorted = Float32Array.from(seen).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  const [near, far] = [at(0.005), at(0.995)];
  return far > near ? { near, far } : { near: 0.9 * near, far: 1.1 * far + 0.1 };
}

/** The colours that the controls ask for. */
export function coloursOf(
  { colormap, scale, colourRange }: Pick<DepthState, "colormap" | "scale" | "colourRange">,
  metres: Float32Array,
  tables: DepthTables,
): DepthColours {
  return colormap === "code"
    ? codeColours(tables)
    : colormapColours(colormap, scale, colourRange ?? typicalRange(metres));
}
