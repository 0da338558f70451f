import { DepthMap } from "./depthMap.js";
import { type DepthScale, metresOf } from "./depthScale.js";
import { unreadable } from "./formats/raster.js";
import type { ReadImageSource } from "./readBytes.js";
import { type ReadRasterOptions, readRaster } from "./readRaster.js";

/** Options of `readDepth`. */
export interface ReadDepthOptions extends ReadRasterOptions {
  /** what the stored numbers mean; default `metres` for floats and `millimetres` for integers */
  readonly scale?: DepthScale;
}

/**
 * Reads metres from a .npy, .npz, PFM, EXR, float TIFF, or from a PNG, PGM or TIFF of 16-bit integers.
 * Below 0 is unknown: how many there were is a sentence in `provenance.warnings`.
 *
 * @throws UnreadableError for a broken file, or one that holds no depth (a painted picture is to be decoded)
 * @throws ArgumentError for an unknown scale
 * @example const depth = await readDepth("0000000005.png", { scale: "kitti" });
 */
export async function readDepth(
  source: ReadImageSource,
  { scale, ...options }: ReadDepthOptions = {},
): Promise<DepthMap> {
  const raster = await readRaster(source, options);
  const { width, height, channels, data, format, palette } = raster;
  const name = typeof source === "string" || source instanceof URL ? String(source) : "picture";
  const isFloat = data.constructor.name.startsWith("Float");
  const isByte = data.BYTES_PER_ELEMENT === 1;
  if (isByte && channels >= 3) {
    throw unreadable(
      name,
      "stored depth",
      "an 8-bit picture",
      "if it is painted, use decodeDepth(await readImage(…))",
    );
  }
  if (channels !== 1 || isByte || palette) {
    const got = palette
      ? "an indexed picture"
      : `${channels} channel${channels > 1 ? "s" : ""} of ${data.BYTES_PER_ELEMENT * 8} bits`;
    throw unreadable(name, "one channel of 16-bit integers or floats", got, "choose another file");
  }
  const chosen = scale ?? (isFloat ? "metres" : "millimetres");
  const convert = metresOf(chosen);
  const metres = new Float32Array(width * height);
  let negative = 0;
  for (let i = 0; i < metres.length; i++) {
    const value = convert(Number(data[i]));
    metres[i] = value >= 0 ? value : Number.NaN;
    if (value < 0) negative++;
  }
  const warnings = negative > 0 ? { warnings: [belowZero(negative, metres.length)] } : {};
  const provenance = {
    file: name,
    format,
    scale: typeof chosen === "function" ? "custom" : chosen,
    ...warnings,
  };
  return new DepthMap({ width, height, data: metres, provenance });
}

const belowZero = (count: number, of: number): string =>
  `${count} of ${of} values lie below 0 m, which no depth does; they are taken for unknown.`;
