import { ArgumentError } from "../errors.js";
import { type Raster, unreadable } from "./formats/raster.js";
import { LabelMap } from "./labelMap.js";
import type { ReadImageSource } from "./readBytes.js";
import { type ReadRasterOptions, readRaster } from "./readRaster.js";
import type { LegendEntry } from "./types.js";

/** Options of `readLabels`. */
export interface ReadLabelsOptions extends ReadRasterOptions {
  /** names of the ids; default "class 3" and so on for the ids that occur, with an indexed PNG's colours */
  readonly legend?: readonly LegendEntry[];
  /** what ids below 0 become; without it they are refused */
  readonly voidId?: number;
}

/**
 * Reads class ids: the indices of an indexed PNG (never its colours), a grey PNG, PGM or TIFF, or integers of a
 * .npy or .npz.
 *
 * @throws UnreadableError for a broken file, or one that holds no ids from 0 to 65535
 * @example const labels = await readLabels("2007_000033.png"); // VOC: the palette's places are the classes
 */
export async function readLabels(
  source: ReadImageSource,
  { legend, voidId, ...options }: ReadLabelsOptions = {},
): Promise<LabelMap> {
  if (voidId !== undefined && !(Number.isInteger(voidId) && voidId >= 0 && voidId <= 65_535)) {
    throw new ArgumentError({
      argument: "voidId",
      expected: "a whole number from 0 to 65535",
      got: String(voidId),
      remedy: "255 is common",
    });
  }
  const raster = await readRaster(source, options);
  const name = typeof source === "string" || source instanceof URL ? String(source) : "picture";
  checkIds(raster, name);
  const data = new Uint16Array(raster.width * raster.height);
  for (let i = 0; i < data.length; i++) {
    const id = Number(raster.data[i]);
    const kept = id < 0 ? voidId : id;
    if (kept === undefined || kept > 65_535) {
      const remedy =
        id < 0 ? "say what it is to become, as in { voidId: 255 }" : "read it with readSegmentIds";
      throw unreadable(name, "ids from 0 to 65535", `a file with ${id}`, remedy);
    }
    data[i] = kept;
  }
  const { width, height, format, palette } = raster;
  const names =
    legend ??
    [...new Set(data)]
      .sort((a, b) => a - b)
      .map((id): LegendEntry => {
        const colour = palette?.[id];
        return { id, name: `class ${id}`, ...(colour && { colour }) };
      });
  return new LabelMap({ width, height, data, legend: names, provenance: { file: name, format } });
}

/**
 * Reads the segment ids of a panoptic PNG, where a colour is a number: red + 256 · green + 65536 · blue.
 *
 * @throws UnreadableError for a broken file or one that is not 8-bit RGB
 * @example const { data } = await readSegmentIds("000000142238.png"); // Uint32Array
 */
export async function readSegmentIds(
  source: ReadImageSource,
  options?: ReadRasterOptions,
): Promise<{ width: number; height: number; data: Uint32Array }> {
  const { width, height, channels, data } = await readRaster(source, options);
  if (channels < 3 || data.BYTES_PER_ELEMENT !== 1) {
    const name = typeof source === "string" || source instanceof URL ? String(source) : "picture";
    throw unreadable(name, "an 8-bit RGB picture of ids", `one of ${channels} channels`, "use readLabels");
  }
  const at = (i: number): number => Number(data[i]);
  const ids = Uint32Array.from({ length: width * height }, (_, i) => {
    const first = i * channels;
    return at(first) + 256 * at(first + 1) + 65_536 * at(first + 2);
  });
  return { width, height, data: ids };
}

function checkIds({ channels, data, format }: Raster, name: string): void {
  const isLossy = format === "jpeg" || format === "webp" || format === "avif";
  if (channels === 1 && !data.constructor.name.startsWith("Float") && !isLossy) return;
  const got = isLossy
    ? `a ${format}`
    : `${channels} channel${channels > 1 ? "s" : ""} of ${data.constructor.name}`;
  throw unreadable(
    name,
    "one channel of whole numbers",
    got,
    "decode a painted picture with its legend instead, or read ids that are colours with readSegmentIds",
  );
}
