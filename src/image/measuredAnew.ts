import type { InstanceRecord } from "./instanceRecord.js";
import { measureInstances } from "./measureInstances.js";

/**
 * The records of instances that were put on another grid: places and sizes are those there, colours those that
 * were painted. Those of which no pixel is left have no record.
 */
export function measuredAnew(
  before: readonly InstanceRecord[],
  map: { width: number; height: number; data: Uint16Array },
): InstanceRecord[] {
  const painted = new Map(before.map((one) => [one.id, one]));
  return measureInstances(map).map((one) => ({ ...painted.get(one.id), ...one }));
}
