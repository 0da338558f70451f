/** How far a sweep is. */
export interface SweepProgress {
  readonly total: number;
  /** samples with a result, those of earlier calls included */
  readonly done: number;
  /** results that were there when the call began */
  readonly found: number;
  readonly failed: number;
  readonly running: number;
  /** over the last minute; 0 while nothing is known */
  readonly perSecond: number;
  /** undefined while nothing is known */
  readonly secondsLeft?: number;
  /** of all results */
  readonly costUsd: number;
  /** the last one, and why */
  readonly lastFailure?: { readonly id: string; readonly error: string };
}

const WINDOW_SECONDS = 60;

/** The rate at which something happens: of the last minute, so that it tells of a worker that came or went. */
export function makeRate(now: () => number = () => performance.now() / 1000): {
  count(): void;
  perSecond(): number;
} {
  const begun = now();
  const times: number[] = [];
  const forget = (): void => {
    const from = now() - WINDOW_SECONDS;
    let old = 0;
    while (old < times.length && times[old] < from) old++;
    times.splice(0, old);
  };
  return {
    count() {
      times.push(now());
      // Not at each: a fast sweep has thousands in its window.
      if (times.length % 1024 === 0) forget();
    },
    perSecond() {
      forget();
      const span = Math.min(WINDOW_SECONDS, now() - begun);
      return span > 0 ? times.length / span : 0;
    },
  };
}

/** Seconds until nothing is left, at this rate. */
export const secondsLeft = (left: number, perSecond: number): number | undefined =>
  left === 0 ? 0 : perSecond > 0 ? left / perSecond : undefined;
