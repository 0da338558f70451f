/** The state of a RunView that the kernel and the page share. */
export type RunPhase = "running" | "finished" | "cancelled" | "failed";

/** What went wrong with one sample. */
export interface RunFailure {
  readonly id: string;
  readonly error: string;
}

export interface RunState {
  title: string;
  phase: RunPhase;
  /** what is being done now, in words; "" for nothing in particular */
  stage: string;
  total: number;
  done: number;
  /** of those, what was there before */
  found: number;
  failed: number;
  running: number;
  perSecond: number;
  /** null while nobody knows */
  secondsLeft: number | null;
  costUsd: number;
  /** done in each of the last looks, for a line of how fast it goes; the newest last */
  pace: readonly number[];
  /** the newest first */
  failures: readonly RunFailure[];
  /** why all of it has ended; "" where it has not failed */
  reason: string;
  /** whether a press on a failure opens something */
  opens: boolean;
}

/** What the page asks the kernel for. */
export type RunRequest = { readonly request: "cancel" } | { readonly request: "open"; readonly id: string };

/** More failures than these are counted, not listed. */
export const MOST_FAILURES = 200;
/** Looks that the line of the pace goes back. */
export const MOST_PACES = 120;

export const runStart: RunState = Object.freeze({
  ...{ title: "", phase: "running", stage: "", total: 0, done: 0, found: 0, failed: 0, running: 0 },
  ...{ perSecond: 0, secondsLeft: null, costUsd: 0, pace: [], failures: [], reason: "", opens: false },
} as const);

/** What names the model and the view to the page. */
export const runModule = Object.freeze({
  modelName: "RunModel",
  viewName: "RunView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
