import { metresInWords } from "../../shared/metresText.js";
import type { DepthPictures } from "../draw.js";

/** Pixels looked at between two breaths: about 5 ms. */
const CHUNK = 1 << 20;

/**
 * Sums the picture up in one sentence for those who do not see it, in pieces, so that a large picture
 * does not hold up the page.
 */
export async function describePicture(pictures: DepthPictures, signal: AbortSignal): Promise<string> {
  const { width, height, metres, tables } = pictures;
  const counts = new Uint32Array(tables.metresOfStep.length);
  let finite = 0;
  let infinite = 0;
  let nearest = Infinity;
  let nearestAt = 0;
  let farthest = 0;
  for (let start = 0; start < metres.length; start += CHUNK) {
    const end = Math.min(metres.length, start + CHUNK);
    for (let i = start; i < end; i++) {
      const depth = metres[i];
      if (depth >= 0 && depth < Infinity) {
        finite++;
        counts[tables.stepOf(depth)]++;
        if (depth > farthest) farthest = depth;
        if (depth < nearest) {
          nearest = depth;
          nearestAt = i;
        }
      } else if (depth === Infinity) infinite++;
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return "";
  }
  const parts = [`Depth picture, ${width} × ${height} pixels`];
  if (finite > 0) {
    let step = 0;
    for (let seen = counts[0]; seen < finite / 2; seen += counts[step]) step++;
    const median = metresInWords(tables.metresOfStep[step]);
    parts.push(`from ${metresInWords(nearest)} to ${metresInWords(farthest)}`, `median ${median}`);
    parts.push(`nearest at x ${nearestAt % width}, y ${Math.floor(nearestAt / width)}`);
  }
  const share = (count: number): string => `${((100 * count) / metres.length).toFixed(1)} %`;
  if (infinite > 0) parts.push(`${share(infinite)} infinitely far`);
  const unknown = metres.length - finite - infinite;
  if (unknown > 0) parts.push(`${share(unknown)} unknown`);
  return parts.join(", ");
}
