import { REJECTED_ID } from "vision-peel/codecs";
import type { InstanceMap, LabelMap, LegendEntry } from "vision-peel/image";
import { distinctColour } from "vision-peel/image";
import type { Region } from "./state.js";

/** Pixels that no region has, as the legend lists them. */
const unknown: Region = { id: REJECTED_ID, name: "unknown", colour: [255, 255, 255] };

/**
 * What a map's ids stand for: its legend's entries, a numbered one for every id that has none, and, where margins are
 * known, one for the pixels that may be left unknown.
 */
export function regionsOf(map: LabelMap | InstanceMap, legend?: readonly LegendEntry[]): Region[] {
  const areLabels = "legend" in map;
  const listed = legend ?? (areLabels ? map.legend : []);
  const painted = new Map(areLabels ? [] : map.instances?.map(({ id, colour }) => [id, colour] as const));
  const regions = listed.map(
    ({ id, name, colour }): Region => ({ id, name, colour: colour ?? distinctColour(id) }),
  );
  const known = new Set(regions.map(({ id }) => id));
  for (const id of [...new Set(map.data)].sort((a, b) => a - b)) {
    // 0 of an instance map is no thing.
    if (known.has(id) || id === REJECTED_ID || (!areLabels && id === 0)) continue;
    const [r, g, b] = painted.get(id) ?? distinctColour(id);
    const colour = [Math.round(r), Math.round(g), Math.round(b)] as const;
    regions.push({ id, name: `${areLabels ? "class" : "instance"} ${id}`, colour });
  }
  if (areLabels && map.margin && !known.has(REJECTED_ID)) regions.push(unknown);
  return regions;
}
