/** Gives the truth the ids of what it is compared with. */
import { REJECTED_ID } from "vision-peel/codecs";
import { distinctColour, type InstanceMap, type LabelMap } from "vision-peel/image";
import { matchThings } from "./matchThings.js";
import { type Region, VOID_ID } from "./state.js";

export interface AlignedTruth {
  /** by the ids of the regions; `VOID_ID` where it is not scored */
  readonly data: Uint16Array;
  /** what only the truth has */
  readonly regions: readonly Region[];
}

/**
 * Classes correspond by name, and by id where a name is not listed; things where they overlap by more than half, as
 * panoptic quality pairs them.
 *
 * @param ignored true ids that are not scored
 */
export function alignTruth(
  map: LabelMap | InstanceMap,
  truth: LabelMap | InstanceMap,
  regions: readonly Region[],
  ignored: readonly number[],
): AlignedTruth {
  const used = new Set(regions.map(({ id }) => id));
  const ids = new Map<number, number>();
  for (const id of [...ignored, REJECTED_ID]) ids.set(id, VOID_ID);
  const added: Region[] = [];
  const add = (wanted: number, name: string, colour: Region["colour"] | undefined): number => {
    let id = wanted;
    while (used.has(id)) id++;
    used.add(id);
    added.push({ id, name, colour: colour ?? distinctColour(id) });
    return id;
  };
  const present = [...new Set(truth.data)].sort((a, b) => a - b).filter((id) => !ids.has(id));
  if ("legend" in map) {
    const byName = new Map(regions.map(({ id, name }) => [name.toLowerCase(), id]));
    const entries = new Map(("legend" in truth ? truth.legend : []).map((entry) => [entry.id, entry]));
    for (const id of present) {
      const entry = entries.get(id);
      const same = entry ? byName.get(entry.name.toLowerCase()) : used.has(id) ? id : undefined;
      ids.set(id, same ?? add(id, entry?.name ?? `class ${id}`, entry?.colour));
    }
  } else {
    const scored = truth.data.map((id) => ids.get(id) ?? id);
    const { matches } = matchThings(map.data, scored);
    const found = new Map(matches.map((match) => [match.truth, match.prediction]));
    for (const id of present) {
      if (id === 0) ids.set(0, 0);
      else ids.set(id, found.get(id) ?? add(id, `true instance ${id}`, undefined));
    }
  }
  const table = new Uint16Array(65_536);
  for (const [id, to] of ids) table[id] = to;
  return { data: truth.data.map((id) => table[id]), regions: added };
}
