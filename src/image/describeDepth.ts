import { summarizeDepth } from "./summarizeDepth.js";
import type { DepthPlane, Provenance } from "./types.js";

const BARS = "▁▂▃▄▅▆▇█";

/** Of codes that tell depth up to scale and shift only. */
export const isRelative = (provenance: Provenance | undefined): boolean => provenance?.unit === "relative";

/** `depth[768×1024] f32 (3.0 MiB) z∈[0.61 |▂▆█▃▁| 14.2] m med=3.10 ∞ 1.2 % off-path 0.4 %` */
export function describeDepth(depth: DepthPlane & { readonly provenance?: Provenance }): string {
  const unit = isRelative(depth.provenance) ? "relative" : "m";
  const { width, height, data } = depth;
  const { range, quantiles, infiniteShare, unknownShare, offPathShare } = summarizeDepth(depth);
  const parts = [`depth[${height}×${width}] f32 (${((4 * data.length) / 2 ** 20).toFixed(1)} MiB)`];
  if (range && quantiles) {
    parts.push(`z∈[${digits(range[0])} |${histogram(data, range)}| ${digits(range[1])}] ${unit}`);
    parts.push(`med=${digits(quantiles.p50)}`);
  } else {
    parts.push("no finite depth!");
  }
  if (infiniteShare > 0) parts.push(`∞ ${percent(infiniteShare)}`);
  if (unknownShare > 0) parts.push(`NaN! ${percent(unknownShare)}`);
  if (offPathShare !== null) parts.push(`off-path ${percent(offPathShare)}`);
  return parts.join(" ");
}

function histogram(data: Float32Array, [low, high]: readonly [number, number]): string {
  const counts = new Array<number>(8).fill(0);
  const scale = high > low ? counts.length / (high - low) : 0;
  for (const metres of data) {
    if (Number.isFinite(metres)) counts[Math.min(counts.length - 1, Math.floor((metres - low) * scale))]++;
  }
  const most = Math.max(...counts);
  return counts.map((count) => BARS[Math.round((count / most) * (BARS.length - 1))]).join("");
}

function digits(metres: number): string {
  return metres >= 1000 ? metres.toFixed(0) : metres.toPrecision(3);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
