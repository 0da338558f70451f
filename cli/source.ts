import { type Alignment, correctDrift, describeDrift, type RgbImage, readImage } from "vision-peel";

/**
 * How a painted picture lies on the photo it was made of, with the drift told on stderr, and corrected
 * where it can be measured.
 *
 * @param path of the photo; without one there is nothing to align
 */
export async function alignmentWith(
  path: string | undefined,
  painted: RgbImage,
): Promise<Alignment | undefined> {
  if (path === undefined) return undefined;
  const { alignment, drift } = correctDrift(await readImage(path), painted);
  process.stderr.write(`${describeDrift(drift)}${drift.measurable ? ", corrected" : ""}\n`);
  return alignment;
}
