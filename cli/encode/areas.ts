import type { LegendEntry } from "vision-peel";

/** How many pixels each entry of a legend has. */
export function areasOf(legend: readonly LegendEntry[], data: Uint16Array): object[] {
  const counts = new Uint32Array(65_536);
  for (const id of data) counts[id]++;
  return legend.map(({ id, name, colour }) => ({ id, name, colour, area: counts[id] }));
}
