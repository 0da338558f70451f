/** The files of a SegmentationView, from the ids as they are shown. */
import { zipSync } from "fflate";
import { REJECTED_ID } from "vision-peel/codecs";
import { InstanceMap, LabelMap } from "vision-peel/image";
import { formatLabels } from "vision-peel/image/formats";
import { colourOf } from "../colours.js";
import type { RegionScores } from "../compareIds.js";
import type { SegmentationPictures } from "../draw/layer.js";
import type { PaletteName, Region } from "../state.js";

/** What is saved. */
export interface ShownRegions {
  readonly pictures: SegmentationPictures;
  readonly ids: Uint16Array;
  readonly regions: readonly Region[];
  readonly areInstances: boolean;
  readonly palette: PaletteName;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  [...rows.map((row) => row.join(",")), ""].join("\r\n");

/** Areas as RFC 4180 has them: id, name, pixels, share of the picture. */
export function areasAsCsv(regions: readonly Region[], counts: Uint32Array, pixelCount: number): string {
  const listed = regions.filter(({ id }) => id !== REJECTED_ID || counts[id] > 0);
  const rows = listed.map(({ id, name }) => [
    id,
    quoted(name),
    counts[id],
    (counts[id] / pixelCount).toFixed(6),
  ]);
  return csv([["id", "name", "pixels", "share"], ...rows]);
}

/** Pixels by true and by decoded class; the last column is what was decoded as no class that occurs. */
export function matrixAsCsv({ ids, matrix, size }: RegionScores, regions: readonly Region[]): string {
  const names = new Map(regions.map(({ id, name }) => [id, quoted(name)]));
  const name = (id: number): string => names.get(id) ?? String(id);
  const rows = ids.map((id, row) => {
    const counts = ids.map((_, column) => matrix[row * size + column]);
    return [name(id), ...counts, matrix[row * size + size - 1]];
  });
  return csv([["true \\ decoded", ...ids.map(name), "other"], ...rows]);
}

/**
 * Ids as an indexed PNG with the palette that is seen, as 16-bit grey beyond 255 ids, as NPY, or as a whole annotation
 * file of COCO, which pycocotools loads.
 */
export function labelFile(
  { pictures, ids, regions, areInstances, palette }: ShownRegions,
  extension: string,
) {
  const { width, height } = pictures;
  if (areInstances && extension !== ".png")
    return formatLabels(new InstanceMap({ width, height, data: ids }), extension);
  // What is unknown is no class that could be annotated.
  const classes = regions.filter(({ id }) => id !== REJECTED_ID || extension === ".png");
  const legend = classes.map((region) => ({
    ...region,
    colour: colourOf(region, regions.indexOf(region), palette),
  }));
  return formatLabels(new LabelMap({ width, height, data: ids, legend }), extension);
}

/** One black and white PNG for each region that occurs, in a ZIP. */
export function masksAsZip({ pictures: { width, height }, ids, regions }: ShownRegions): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  const legend = [
    { id: 0, name: "outside", colour: [0, 0, 0] },
    { id: 1, name: "inside", colour: [255, 255, 255] },
  ] as const;
  for (const { id, name } of regions) {
    const data = ids.map((other) => Number(other === id));
    if (!data.includes(1)) continue;
    const file = `${id}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.png`;
    files[file] = formatLabels(new LabelMap({ width, height, data, legend }), ".png");
  }
  // PNG is compressed already.
  return zipSync(files, { level: 0 });
}
