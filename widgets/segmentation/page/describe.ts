import type { Region } from "../state.js";

/** How many of the largest regions are named. */
const NAMED = 3;

/** What a reader without eyes is told: "Segmentation, 640 × 480 pixels, 13 classes; mostly floor 31 %, wall 28 %". */
export function describeRegions(
  { width, height }: { readonly width: number; readonly height: number },
  counts: Uint32Array,
  regions: readonly Region[],
  areInstances: boolean,
): string {
  const there = regions.filter(({ id }) => counts[id] > 0);
  const largest = [...there].sort((a, b) => counts[b.id] - counts[a.id]).slice(0, NAMED);
  const shares = largest.map(
    ({ id, name }) => `${name} ${Math.round((100 * counts[id]) / (width * height))} %`,
  );
  const kind = areInstances ? "instances" : "classes";
  const mostly = shares.length > 0 ? `; mostly ${shares.join(", ")}` : "";
  return `Segmentation, ${width} × ${height} pixels, ${there.length} ${kind}${mostly}`;
}
