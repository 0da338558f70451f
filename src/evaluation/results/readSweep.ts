/** What lies in a sweep's folder, read while it is written or long after. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UnreadableError } from "../../errors.js";
import type { EvaluationRecord } from "../benchmarks/record.js";
import type { Json, SweepPlan } from "../sweep/plan.js";
import { ResultLog, type SampleFailure, type SampleResult } from "../sweep/resultLog.js";

export interface ReadSweep {
  readonly folder: string;
  readonly about: SweepPlan["about"];
  readonly record: EvaluationRecord;
  /** samples that were asked for */
  readonly total: number;
  readonly results: readonly SampleResult<Json>[];
  readonly failures: readonly SampleFailure[];
  readonly costUsd: number;
}

const MISSING: Readonly<Record<string, string>> = { ENOENT: "none", ENOTDIR: "a file" };

/** @throws UnreadableError for a folder that is none of an evaluation */
export async function readSweep(folder: string): Promise<ReadSweep> {
  const place = join(folder, "sweep.json");
  const refuse = (got: string, cause?: unknown): never => {
    throw new UnreadableError(
      {
        ...{ argument: folder, expected: "the folder of an evaluation (sweep.json, results.jsonl)", got },
        remedy:
          "name one of the folders in results/, as peel eval tells it; one without a record is to be begun again",
      },
      { cause },
    );
  };
  const text = await readFile(place, "utf8").catch((cause) =>
    refuse(MISSING[(cause as NodeJS.ErrnoException).code ?? ""] ?? String(cause.message), cause),
  );
  let told: { samples?: number; record?: EvaluationRecord } & SweepPlan["about"] = {};
  try {
    told = JSON.parse(text);
  } catch (cause) {
    refuse("a sweep.json that is no JSON", cause);
  }
  const { samples, record, ...about } = told;
  if (typeof samples !== "number" || typeof record?.data?.task !== "string")
    return refuse("one without a record of an evaluation");
  const log = await ResultLog.read(join(folder, "results.jsonl"));
  try {
    const results: SampleResult<Json>[] = [];
    // The order of the sweep itself, whatever the order in which results came: see `openBenchmark`.
    for await (const result of log.results<Json>([...log.ids].sort())) results.push(result);
    const { failures, costUsd } = log;
    return { ...{ folder, about, record, total: samples, results, failures, costUsd } };
  } finally {
    await log.close();
  }
}
