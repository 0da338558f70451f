/** Scores by class, and by the parts that names of samples tell. */
import type { ProtocolScores } from "../../metrics/index.js";
import type { Scorer } from "../benchmarks/judge.js";
import type { Json } from "../sweep/plan.js";
import type { SampleResult } from "../sweep/resultLog.js";

export interface ClassScore {
  readonly name: string;
  readonly value: number;
  readonly interval?: readonly [low: number, high: number];
}

/** Scores of one class, by one measure: "IoU" of Cityscapes, "PQ" and "AP" of COCO. */
export interface ClassScores {
  readonly measure: string;
  readonly protocol: string;
  /** the worst first */
  readonly classes: readonly ClassScore[];
}

const MEASURES = ["IoU", "PQ", "AP", "winRate"] as const;

export function classScoresOf(scores: readonly ProtocolScores[]): ClassScores | undefined {
  for (const { protocol, values, intervals = {} } of scores) {
    for (const measure of MEASURES) {
      const names = Object.keys(values).filter((name) => isOfClass(name, measure));
      if (names.length < 2) continue;
      const classes = names.map((name): ClassScore => {
        const own = name.slice(measure.length + 1);
        return { name: own, value: values[name], ...(intervals[name] && { interval: intervals[name] }) };
      });
      return { measure, protocol, classes: classes.sort((a, b) => a.value - b.value) };
    }
  }
  return undefined;
}

const isOfClass = (name: string, measure: string): boolean =>
  name.startsWith(`${measure} `) && !/ (\(category\)|things|stuff)$/.test(name.slice(measure.length));

/** Scores of the samples whose names begin alike. */
export interface PartScores {
  readonly name: string;
  readonly scores: readonly ProtocolScores[];
}

const MOST_PARTS = 40;
/** On average: the sentences of one thing are no part. */
const LEAST_IN_PART = 4;

/**
 * By what stands before the first "/" of a sample's name: SA-Co's subset, a scene, a drive. Nothing where there is but
 * one, or where there are so many that they tell nothing.
 */
export async function partScoresOf(
  scorer: Scorer<never>,
  results: readonly SampleResult<Json>[],
): Promise<readonly PartScores[]> {
  const parts = new Map<string, Json[]>();
  for (const { id, value } of results) {
    const slash = id.indexOf("/");
    if (slash < 0) return [];
    const name = id.slice(0, slash);
    parts.set(name, [...(parts.get(name) ?? []), value]);
  }
  const isFine = results.length < LEAST_IN_PART * parts.size;
  if (parts.size < 2 || parts.size > MOST_PARTS || isFine) return [];
  const scored: PartScores[] = [];
  for (const [name, values] of parts)
    scored.push({ name, scores: await scorer.summarise(eachOf(values) as AsyncIterable<never>) });
  return scored;
}

async function* eachOf(values: readonly Json[]): AsyncGenerator<Json> {
  yield* values;
}
