/** Finds where two recordings differ, field by field. */

import type { Recorded } from "./record.js";

export interface Difference {
  /** the request, in the words of the script */
  step: string;
  /** as `status`, `headers.location`, `body.content.0.name` */
  field: string;
  ours: unknown;
  theirs: unknown;
}

/** Lists of different lengths, and kinds of values that differ, count as one difference. */
export function compare(ours: Map<string, Recorded>, theirs: Map<string, Recorded>): Difference[] {
  return [...ours].flatMap(([step, answer]) => {
    const differences = fieldsThatDiffer(answer, theirs.get(step));
    // From a refusal instead of an answer, everything else follows.
    const status = differences.find(({ field }) => field === "status");
    return (status ? [status] : differences).map((difference) => ({ step, ...difference }));
  });
}

function fieldsThatDiffer(ours: unknown, theirs: unknown, field = ""): Omit<Difference, "step">[] {
  if (Object.is(ours, theirs)) return [];
  // An empty folder, beside a folder whose entries are told apart by name.
  if (isEmpty(ours) && isRecord(theirs)) return fieldsThatDiffer({}, theirs, field);
  if (isEmpty(theirs) && isRecord(ours)) return fieldsThatDiffer(ours, {}, field);
  const areLists = Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length;
  if (!areLists && !(isRecord(ours) && isRecord(theirs))) return [{ field, ours, theirs }];
  const [mine, other] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(other)])];
  return keys.flatMap((key) =>
    fieldsThatDiffer(mine[key], other[key], field === "" ? key : `${field}.${key}`),
  );
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
const isRecord = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
