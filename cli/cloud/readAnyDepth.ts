import { type DepthMap, decodeDepth, readDepth, readImage, readRaster } from "vision-peel";
import { depthScale } from "../convert/kinds.js";

/** What the command line says of a file of depth. */
export interface DepthValues {
  readonly scale?: string | undefined;
  readonly channel?: string | undefined;
}

/** Depth from a file of metres, or decoded from a painted picture: 8-bit RGB is one. */
export async function readAnyDepth(
  path: string,
  { scale, channel }: DepthValues,
): Promise<{ depth: DepthMap; source: "painted" | "stored" }> {
  const reading = channel === undefined ? {} : { channel };
  const { channels, data } = await readRaster(path, reading);
  if (channels >= 3 && data.BYTES_PER_ELEMENT === 1) {
    return { depth: decodeDepth(await readImage(path)), source: "painted" };
  }
  const options = scale === undefined ? reading : { ...reading, scale: depthScale(scale) };
  return { depth: await readDepth(path, options), source: "stored" };
}
