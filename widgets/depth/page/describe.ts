import { metresInWords } from "../../shared/metresText.js";
import type { DepthPictures } from "../draw/pictures.js";
import { type DepthCounts, metresOfShare } from "../histogram.js";

/** Sums the picture up in one sentence for those who do not see it. */
export function describePicture({ width, height, tables }: DepthPictures, counts: DepthCounts): string {
  const { finite, infinite, unknown, nearest, farthestMetres } = counts;
  const parts = [`Depth picture, ${width} × ${height} pixels`];
  if (nearest) {
    const median = metresInWords(metresOfShare(counts, tables, 0.5));
    parts.push(`from ${metresInWords(nearest.metres)} to ${metresInWords(farthestMetres)}`);
    parts.push(`median ${median}`);
    parts.push(`nearest at x ${nearest.at % width}, y ${Math.floor(nearest.at / width)}`);
  }
  const share = (count: number): string => `${((100 * count) / (finite + infinite + unknown)).toFixed(1)} %`;
  if (infinite > 0) parts.push(`${share(infinite)} infinitely far`);
  if (unknown > 0) parts.push(`${share(unknown)} unknown`);
  return parts.join(", ");
}
