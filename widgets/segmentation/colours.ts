/** The one table from id to colour and pattern behind picture, legend and exports. */
import { REJECTED_ID } from "vision-peel/codecs";
import { wordOf } from "../shared/draw/words.js";
import { agreements } from "./agreement.js";
import { patterns } from "./patterns.js";
import type { PaletteName, Region, SegmentationState } from "./state.js";

type Rgb = readonly [number, number, number];

/** Okabe and Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color/ */
const okabeIto: readonly Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
  [0, 0, 0],
];
/** Paul Tol, "Colour Schemes" (SRON/EPS/TN/09-002, issue 3.2), muted. */
const tol: readonly Rgb[] = [
  [204, 102, 119],
  [51, 34, 136],
  [221, 204, 119],
  [17, 119, 51],
  [136, 204, 238],
  [136, 34, 85],
  [68, 170, 153],
  [153, 153, 51],
  [170, 68, 153],
];
const contrast: readonly Rgb[] = [
  [255, 255, 0],
  [0, 0, 255],
  [255, 0, 0],
  [0, 255, 255],
  [255, 0, 255],
  [0, 128, 0],
  [255, 255, 255],
  [0, 0, 0],
];
const palettes: Readonly<Record<Exclude<PaletteName, "generated">, readonly Rgb[]>> = {
  okabeIto,
  tol,
  contrast,
};

/** The colour of a region in a palette; longer legends than the palette begin it again. */
export const colourOf = (region: Region, place: number, palette: PaletteName): Rgb =>
  palette === "generated" || region.id === REJECTED_ID
    ? region.colour
    : palettes[palette][place % palettes[palette].length];

/** The pattern of a region: none in the first round of a palette, another in each that follows. */
export function patternOf(
  { id }: Region,
  place: number,
  { palette, hatching }: Pick<SegmentationState, "palette" | "hatching">,
): number {
  // What is unknown is told by its hatch alone.
  if (id === REJECTED_ID) return patterns.indexOf("up");
  if (!hatching || palette === "generated") return 0;
  return Math.floor(place / palettes[palette].length) % patterns.length;
}

/** Which regions are seen: those that are isolated, if any, else those that are not hidden. */
export const isSeen = (id: number, hidden: readonly number[], isolated: readonly number[]): boolean =>
  isolated.length > 0 ? isolated.includes(id) : !hidden.includes(id);

const IDS = 65_536;

/** What codes look like: words (RGBA in memory), of which alpha 0 is not shown, and patterns. */
export interface StyleTable {
  readonly words: Uint32Array;
  readonly patterns: Uint8Array;
}

/**
 * Colours and patterns by id. A region is recoloured here, never pixel by pixel, so a legend of any length costs the
 * same.
 */
export function styleTable(
  regions: readonly Region[],
  {
    palette,
    hatching,
    hidden,
    isolated,
  }: Pick<SegmentationState, "palette" | "hatching" | "hidden" | "isolated">,
): StyleTable {
  const table = { words: new Uint32Array(IDS), patterns: new Uint8Array(IDS) };
  for (const [place, region] of regions.entries()) {
    if (!isSeen(region.id, hidden, isolated)) continue;
    table.words[region.id] = wordOf(...colourOf(region, place, palette));
    table.patterns[region.id] = patternOf(region, place, { palette, hatching });
  }
  return table;
}

/**
 * Hits, false alarms, misses and mix-ups, in colours of Okabe and Ito that no common colour blindness confuses, each
 * with a pattern of its own.
 */
export function agreementTable(hatching: boolean): StyleTable {
  const words = new Uint32Array(IDS);
  words.set([0, wordOf(0, 114, 178), wordOf(240, 228, 66), wordOf(213, 94, 0), wordOf(204, 121, 167)]);
  const lines = new Uint8Array(IDS);
  if (hatching)
    lines.set(["plain", "plain", "up", "down", "dotted"].map((name) => patterns.indexOf(name as never)));
  return { words: words.subarray(0, IDS), patterns: lines.fill(0, agreements.length) };
}

/** Pixels of every id. */
export function countIds(ids: Uint16Array): Uint32Array {
  const counts = new Uint32Array(IDS);
  for (const id of ids) counts[id]++;
  return counts;
}
