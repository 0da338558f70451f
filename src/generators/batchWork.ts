import type { GeneratorError } from "../generatorError.js";
import type { PaintedPicture } from "./painter.js";
import type { PaintRequest } from "./request.js";

/** What became of one request of a batch: its pictures, or why there are none. */
export type BatchOutcome = readonly PaintedPicture[] | GeneratorError;

/** How far a batch has come. */
export interface BatchProgress {
  /** for people: "waiting for Gemini's batch: running" */
  readonly stage: string;
  /** pictures that are done or have failed by now, of `total` */
  readonly done: number;
  readonly total: number;
}

/** What is asked of a service at once, kept so that another process can go on waiting for it. */
export interface BatchJob {
  /** our own name of it, told to the service, so that it is found where its answer was lost */
  readonly id: string;
  readonly model: string;
  readonly address: string;
  /** the service's name of it, once that is known */
  readonly name?: string;
  /** of each picture that is asked for */
  readonly keys: readonly string[];
  readonly asked: string;
}

/** Where jobs are kept. */
export interface BatchJobs {
  known(): Promise<readonly BatchJob[]>;
  keep(job: BatchJob): Promise<void>;
  /** once its answers are safe, or there will be none */
  finished(job: BatchJob): void;
}

/** What a painter's batch mode works by. */
export interface BatchWork {
  readonly signal: AbortSignal;
  /** milliseconds between two looks at a job */
  readonly pollMs: number;
  /**
   * whether jobs are given up where the signal aborts; else they go on, for a later call to take. Default: only where
   * jobs are not kept
   */
  readonly cancelOnAbort?: boolean;
  readonly onProgress: (progress: BatchProgress) => void;
  /** what each request is called, the same in every process */
  readonly names: readonly string[];
  readonly jobs: BatchJobs;
  /** hears of requests before they are paid for. @throws GeneratorError "budget" */
  readonly beforePaying: (requests: readonly PaintRequest[]) => void;
}

/** Jobs in memory alone: they are lost with the process. */
export const noJobs: BatchJobs = { known: async () => [], keep: async () => {}, finished: () => {} };
