export {
  type Benchmark,
  type BenchmarkChoice,
  benchmarkWork,
  openBenchmark,
} from "./benchmarks/benchmark.js";
export { EXACT_SPECS, type ExactSpec, exactGenerator, paintedSizeOf } from "./benchmarks/exactGenerator.js";
export type { Judge, Judged, JudgeOptions, Measured, Ranking } from "./benchmarks/judge.js";
export { type ScoredData, scoredDatasets } from "./benchmarks/judgeOf.js";
export type { EvaluationRecord } from "./benchmarks/record.js";
export {
  type CeilingCell,
  type CeilingOptions,
  type CeilingProgress,
  type CeilingRow,
  type CeilingTable,
  measureCeiling,
} from "./ceiling/ceiling.js";
export { ceilingMarkdown } from "./ceiling/ceilingText.js";
export { type RedisSweepOptions, runSweepOnRedis } from "./redis/coordinate.js";
export { followSweep } from "./redis/followSweep.js";
export { type WatchedSweep, watchSweeps } from "./redis/watchSweep.js";
export { type OpenedWork, runWorker, type WorkerEvent, type WorkerOptions } from "./redis/worker.js";
export { besidePaper, type OwnRun, type PaperTableName, paperTables } from "./reports/besidePaper.js";
export { type ReportFigure, reportFigures } from "./reports/figures.js";
export type { PaperColumn, PaperRow, PaperTable } from "./reports/paperTable.js";
export { writeReport } from "./reports/writeReport.js";
export type { ClassScore, ClassScores, PartScores } from "./results/drillDown.js";
export type { EvaluatedSample } from "./results/evaluatedSample.js";
export type { OpenedSample } from "./results/openedSample.js";
export { type OpenResultsOptions, openResults } from "./results/openResults.js";
export type { SweepResults } from "./results/sweepResults.js";
export { type StartedSweep, type StartSweepOptions, startSweep } from "./startSweep.js";
export {
  type SuiteDataset,
  type SuiteOptions,
  type SuiteProgress,
  suiteDatasets,
  writeSuite,
} from "./suite/writeSuite.js";
export type { LiveSweep, SweepState } from "./sweep/liveSweep.js";
export { type Json, type SampleOutcome, type SampleWork, type SweepPlan, sweepKey } from "./sweep/plan.js";
export type { SweepProgress } from "./sweep/progress.js";
export type { SampleFailure, SampleResult } from "./sweep/resultLog.js";
export { runSweep, type SweepEnd, type SweepOptions } from "./sweep/runSweep.js";
