import { encode } from "fast-png";
import type { DepthMap } from "./depthMap.js";
import { type WritableScale, writableScale } from "./depthScale.js";
import { isRelative } from "./describeDepth.js";
import { formatExr } from "./formats/exr/format.js";
import { formatTiff } from "./formats/formatTiff.js";
import { formatPfm } from "./formats/netpbm.js";
import { formatNpy } from "./formats/npy.js";
import { formatNpz } from "./formats/npz.js";

/** What a written file could not hold. */
export interface WriteDepthReport {
  /** one sentence each; empty if nothing was lost */
  readonly warnings: readonly string[];
}

const LARGEST = 65_535;

const FLOAT_FORMATS: Record<string, (depth: DepthMap) => Uint8Array> = {
  ".npy": ({ width, height, data }) => formatNpy({ shape: [height, width], data }),
  ".npz": ({ width, height, data, residual, margin }) => {
    const shape = [height, width];
    return formatNpz({
      depth: { shape, data },
      ...(residual && { residual: { shape, data: residual } }),
      ...(margin && { margin: { shape, data: margin } }),
    });
  },
  ".pfm": ({ width, height, data }) => formatPfm({ width, height, channels: 1, data }),
  ".exr": ({ width, height, data }) => formatExr(width, height, { Y: data }),
  ".tif": ({ width, height, data }) => formatTiff(width, height, data),
  ".tiff": ({ width, height, data }) => formatTiff(width, height, data),
};

/** Options of `writeDepth` and `formatDepth`. */
export interface WriteDepthOptions {
  /**
   * what a PNG's numbers mean: `millimetres` (default), `centimetres`, `kitti`, `tum`, or metres per unit. Depth that
   * is known up to scale and shift only is spread over all numbers, and the report says how
   */
  readonly scale?: "millimetres" | "centimetres" | "kitti" | "tum" | number;
}

/** The extensions that depth can be written with. */
export const depthExtensions: readonly string[] = [...Object.keys(FLOAT_FORMATS), ".png"];

/** A file's content, and what it could not hold. */
export interface FormattedDepth extends WriteDepthReport {
  readonly bytes: Uint8Array;
}

/**
 * The bytes of a depth file; see `writeDepth` for the formats. Runs in Node and in the page.
 *
 * @param extension one of `depthExtensions`
 * @throws ArgumentError for a scale that cannot be written
 * @example const { bytes } = formatDepth(depth, ".npy");
 */
export function formatDepth(
  depth: DepthMap,
  extension: string,
  { scale }: WriteDepthOptions = {},
): FormattedDepth {
  if (extension === ".png") {
    const isSpread = scale === undefined && isRelative(depth.provenance);
    return pngOf(depth, writableScale(isSpread ? spreadOf(depth.data) : (scale ?? "millimetres")));
  }
  return { bytes: FLOAT_FORMATS[extension](depth), warnings: [] };
}

/** So much is one of a PNG's numbers that all of the depth fits: 1 or the largest of it is 65535. */
function spreadOf(data: Float32Array): number {
  let largest = 1;
  for (const one of data) if (one > largest && one < Infinity) largest = one;
  return largest / LARGEST;
}

function pngOf(
  { width, height, data, provenance }: DepthMap,
  { metresPerUnit, sky }: WritableScale,
): { bytes: Uint8Array; warnings: string[] } {
  const most = sky === undefined ? LARGEST : sky - 1;
  const units = new Uint16Array(data.length);
  let clipped = 0;
  let infinite = 0;
  let unknown = 0;
  for (let i = 0; i < data.length; i++) {
    const metres = data[i];
    if (metres === Infinity) {
      if (sky === undefined) infinite++;
      else units[i] = sky;
    } else if (!(metres >= 0)) unknown++;
    else {
      const rounded = Math.round(metres / metresPerUnit);
      if (rounded > most) clipped++;
      units[i] = Math.min(most, rounded);
    }
  }
  const advice = "write .npy or .pfm to keep them";
  const limit = Number((most * metresPerUnit).toPrecision(6));
  const unit = isRelative(provenance) ? "of its unit" : "m";
  const warnings: string[] = [];
  if (isRelative(provenance))
    warnings.push(`Relative depth has no metres: a number of the PNG is ${metresPerUnit} of its unit.`);
  if (clipped > 0) warnings.push(`${clipped} pixels beyond ${limit} ${unit} were clipped to it: ${advice}.`);
  if (infinite > 0) warnings.push(`${infinite} infinite pixels were written as 0 (no reading): ${advice}.`);
  if (unknown > 0) warnings.push(`${unknown} unknown pixels were written as 0 (no reading).`);
  return { bytes: encode({ width, height, data: units, channels: 1, depth: 16 }), warnings };
}
