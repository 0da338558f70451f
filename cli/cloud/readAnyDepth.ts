import {
  type DecodeDepthOptions,
  type DepthMap,
  decodeDepth,
  readDepth,
  readImage,
  readRaster,
} from "vision-peel";
import { depthScale } from "../convert/kinds.js";
import { DEPTH_LIKENESS, warningsOf } from "../decode/warnings.js";

/** What the command line says of a file of depth. */
export interface DepthValues {
  readonly scale?: string | undefined;
  readonly channel?: string | undefined;
}

/** Depth, where it is from, and what a reader should know of it. */
export interface AnyDepth {
  readonly depth: DepthMap;
  readonly source: "painted" | "stored";
  readonly warnings: readonly string[];
}

/**
 * Depth from a file of metres, or decoded from a painted picture. A picture of 8 bits is one, and any picture if a
 * dialect or code is named.
 */
export async function readAnyDepth(
  path: string,
  { scale, channel }: DepthValues,
  code: Pick<DecodeDepthOptions, "dialect" | "code">,
): Promise<AnyDepth> {
  const reading = channel === undefined ? {} : { channel };
  const isNamed = code.dialect !== undefined || code.code !== undefined;
  if (isNamed || (await isPicture(path, reading))) {
    const painted = await readImage(path);
    const depth = decodeDepth(painted, code);
    const relative = depth.provenance?.unit === "relative" ? [RELATIVE] : [];
    const warnings = [...warningsOf(painted, DEPTH_LIKENESS, depth.residual), ...relative];
    return { depth, source: "painted", warnings };
  }
  const options = scale === undefined ? reading : { ...reading, scale: depthScale(scale) };
  return { depth: await readDepth(path, options), source: "stored", warnings: [] };
}

const RELATIVE =
  "This depth is known up to scale and shift only: the points lie in no metres. Give both ends, as in --code grey:linear:near=0.5,far=10.";

async function isPicture(path: string, reading: { channel?: string }): Promise<boolean> {
  const { channels, data, format, palette } = await readRaster(path, reading);
  const isWhole = !data.constructor.name.startsWith("Float");
  const isArray = format === "npy";
  return isWhole && !isArray && (channels >= 3 || palette !== undefined || data.BYTES_PER_ELEMENT === 1);
}
