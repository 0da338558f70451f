/** The one table from id to colour behind picture, legend and exports. */
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
  palette === "generated" ? region.colour : palettes[palette][place % palettes[palette].length];

/** Which regions are seen: those that are isolated, if any, else those that are not hidden. */
export const isSeen = (id: number, hidden: readonly number[], isolated: readonly number[]): boolean =>
  isolated.length > 0 ? isolated.includes(id) : !hidden.includes(id);

const IDS = 65_536;

/**
 * Words (RGBA in memory) by id; alpha 0 is an id that is not shown. A region is recoloured here, never
 * pixel by pixel, so a legend of any length costs the same.
 */
export function colourTable(
  regions: readonly Region[],
  { palette, hidden, isolated }: Pick<SegmentationState, "palette" | "hidden" | "isolated">,
): Uint32Array {
  const table = new Uint32Array(IDS);
  for (const [place, region] of regions.entries()) {
    if (!isSeen(region.id, hidden, isolated)) continue;
    const [r, g, b] = colourOf(region, place, palette);
    table[region.id] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  }
  return table;
}

/** Pixels of every id. */
export function countIds(ids: Uint16Array): Uint32Array {
  const counts = new Uint32Array(IDS);
  for (const id of ids) counts[id]++;
  return counts;
}
