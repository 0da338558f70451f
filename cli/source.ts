import { type Alignment, correctDrift, describeDrift, type RgbImage, readImage } from "vision-peel";

/**
 * How a painted picture lies on the photo it was made of, with the drift told to people, and corrected
 * where it can be measured.
 *
 * @param path of the photo; without one there is nothing to align
 */
export async function alignmentWith(
  path: string | undefined,
  painted: RgbImage,
  say: (line: string) => void,
): Promise<Alignment | undefined> {
  if (path === undefined) return undefined;
  const { alignment, drift } = correctDrift(await readImage(path), painted);
  say(`${describeDrift(drift)}${drift.measurable ? ", corrected" : ""}`);
  return alignment;
}
