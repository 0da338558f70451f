import type { DepthTables } from "vision-peel/codecs";
import { metresInWords } from "../../shared/metresText.js";
import type { DepthPictures } from "../draw/pictures.js";
import { type DepthCounts, metresOfShare } from "../histogram.js";

/** Sums the picture up in one sentence for those who do not see it. */
export function describePicture({ width, height, tables }: DepthPictures, counts: DepthCounts): string {
  const { nearest, farthestMetres } = counts;
  const parts = [`Depth picture, ${width} × ${height} pixels`];
  if (nearest) {
    const median = metresInWords(metresOfShare(counts, tables, 0.5));
    parts.push(`from ${metresInWords(nearest.metres)} to ${metresInWords(farthestMetres)}`);
    parts.push(`median ${median}`);
    parts.push(`nearest at x ${nearest.at % width}, y ${Math.floor(nearest.at / width)}`);
  }
  parts.push(...withoutDepth(counts));
  return parts.join(", ");
}

/** What has no metres, counted: "12.3 % infinitely far", "0.4 % unknown". */
export function withoutDepth({ finite, infinite, unknown }: DepthCounts): string[] {
  const share = (count: number): string => {
    const percent = (100 * count) / (finite + infinite + unknown);
    return `${percent < 0.1 ? "less than 0.1" : percent.toFixed(1)}\u00a0%`;
  };
  return [
    ...(infinite > 0 ? [`${share(infinite)} infinitely far`] : []),
    ...(unknown > 0 ? [`${share(unknown)} unknown`] : []),
  ];
}

const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/** The histogram in words: the distances that shares of the pixels are nearer than. */
export function describeCounts(counts: DepthCounts, tables: DepthTables): string {
  if (counts.finite === 0) return "No pixel has a distance";
  const parts = SHARES.map(
    (share) => `${100 * share} % within ${metresInWords(metresOfShare(counts, tables, share))}`,
  );
  return `How many pixels lie at each distance: ${parts.join(", ")}`;
}
