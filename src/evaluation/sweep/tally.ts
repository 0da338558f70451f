/** What a sweep has come to: counts, rate and cost while it runs, and whether another sample may be begun. */
import { ArgumentError } from "../../errors.js";
import { makeRate, type SweepProgress, secondsLeft } from "./progress.js";
import type { ResultLog, SampleResult } from "./resultLog.js";

export interface Tally {
  /** A sample is begun. */
  begin(): void;
  /** One that was begun has a result. */
  end(result: SampleResult): Promise<void>;
  /** One that was begun has failed. */
  fail(id: string, error: string): Promise<void>;
  /** One that was begun is given back. */
  giveBack(): void;
  /** Whether one more would pass the budget, if it costs as much as the dearest so far. */
  isSpent(): boolean;
  readonly progress: SweepProgress;
}

export interface TallyOptions {
  readonly total: number;
  readonly budgetUsd?: number;
  readonly onProgress?: (progress: SweepProgress) => void;
}

export function makeTally(log: ResultLog, { total, budgetUsd, onProgress }: TallyOptions): Tally {
  if (budgetUsd !== undefined && !(budgetUsd >= 0)) {
    throw new ArgumentError({
      ...{ argument: "budgetUsd", expected: "dollars, 0 or more", got: String(budgetUsd) },
      remedy: "leave it out for no limit",
    });
  }
  const rate = makeRate();
  const found = log.count;
  // Those that are on the disk: what is being written is told when it is there.
  let done = found;
  let running = 0;
  let dearestUsd = 0;
  const failed = new Set<string>();
  let lastFailure: SweepProgress["lastFailure"];
  const progress = (): SweepProgress => {
    const perSecond = rate.perSecond();
    const left = total - done - failed.size;
    return {
      ...{ total, done, found, failed: failed.size, running, perSecond },
      secondsLeft: secondsLeft(left, perSecond),
      costUsd: log.costUsd,
      ...(lastFailure && { lastFailure }),
    };
  };
  const tell = (): void => onProgress?.(progress());
  // What was there before is news, too.
  tell();
  return {
    begin() {
      running++;
    },
    giveBack() {
      running--;
    },
    async end(result) {
      running--;
      dearestUsd = Math.max(dearestUsd, result.costUsd ?? 0);
      if (!(await log.add(result))) return;
      done++;
      rate.count();
      tell();
    },
    async fail(id, error) {
      running--;
      failed.add(id);
      lastFailure = { id, error };
      await log.addFailure({ id, error });
      rate.count();
      tell();
    },
    isSpent: () =>
      budgetUsd !== undefined && log.costUsd + (running + 1) * dearestUsd > budgetUsd && dearestUsd > 0,
    get progress() {
      return progress();
    },
  };
}
