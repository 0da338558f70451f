import { loadavg } from "node:os";
import { type Spread, spreadOf } from "./statistics.js";

/** One way to do the work of a contest. */
export interface Rival<Result> {
  readonly name: string;
  /** how many times as long as the subject it is to take, at least; below 1 for what nothing can be faster than */
  readonly aim?: number;
  run(): Result | Promise<Result>;
}

/** Rivals that must give the same result for the same work; the first is the one to beat. */
export interface Contest<Result = unknown> {
  readonly name: string;
  /** how much one run does, for the rate: 1048576 pixels; left out, no rate is printed */
  readonly amount?: number;
  readonly unit?: string;
  readonly rivals: readonly Rival<Result>[];
  /** what share of the first rival's time the last one shall take at most: 0.3 */
  readonly shareAim?: number;
  /** the name of the rival that the others' aims are about; left out, there are none */
  readonly subject?: string;
  /** what is wrong with a rival's result, or undefined; called after every timed run */
  verify(result: Result, rival: string): string | undefined;
  /** Puts away what a run has made, outside the timing. */
  release?(result: Result): Promise<void>;
}

/** What one rival did. */
export interface Standing extends Spread {
  readonly rival: string;
  /** millions of units per second at the median */
  readonly millionsPerSecond: number;
  /** median of the first rival's time over this one's, round by round: 2 is twice as fast */
  readonly ratio: number;
  /** median of this one's time over the first rival's, round by round: 0.5 is twice as fast */
  readonly share: number;
  /** median of this rival's time over the subject's, round by round: 2 means that the subject is twice as fast */
  readonly timesSubject?: number;
  /** the same of the quickest round of each */
  readonly timesSubjectAtBest?: number;
  /**
   * the same of the medians of processor time, where both work in this process: what is left where others keep the
   * machine busy
   */
  readonly timesSubjectByCpu?: number;
  readonly aim?: number;
}

export interface ContestReport {
  readonly contest: string;
  readonly unit?: string;
  readonly shareAim?: number;
  readonly rounds: number;
  readonly standings: readonly Standing[];
  /** the machine's load average over the last minute, before and after */
  readonly loadAverage: readonly [number, number];
}

/** A timed result is wrong: the figure would be worthless. */
export class WrongResult extends Error {
  override readonly name = "WrongResult";
}

/**
 * Times rivals in one run: some rounds to warm up, then every round runs all of them, each time
 * beginning with another, so that whatever else the machine does meets all alike.
 *
 * @throws WrongResult as soon as a result is wrong
 */
export async function compare<Result>(
  contest: Contest<Result>,
  rounds: number,
  warmUpRounds = 2,
): Promise<ContestReport> {
  const { rivals } = contest;
  const times = rivals.map((): number[] => []);
  const cpuTimes = rivals.map((): number[] => []);
  const loadBefore = loadavg()[0];
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (let turn = 0; turn < rivals.length; turn++) {
      const index = (turn + round + warmUpRounds) % rivals.length;
      const cpuBefore = process.cpuUsage();
      const start = performance.now();
      const made = rivals[index].run();
      // Awaiting what is there already would cost the next tick.
      const result = made instanceof Promise ? await made : made;
      const elapsedMs = performance.now() - start;
      const { user, system } = process.cpuUsage(cpuBefore);
      const complaint = contest.verify(result, rivals[index].name);
      await contest.release?.(result);
      if (complaint) throw new WrongResult(`${contest.name}: ${rivals[index].name} is wrong: ${complaint}`);
      if (round < 0) continue;
      times[index].push(elapsedMs);
      // What is awaited may work in another process.
      if (!(made instanceof Promise)) cpuTimes[index].push((user + system) / 1000);
    }
  }
  const subject = rivals.findIndex(({ name }) => name === contest.subject);
  const paired = (one: number, other: number): number =>
    spreadOf(times[one].map((ms, round) => ms / times[other][round])).medianMs;
  const standings = rivals.map(({ name, aim }, index): Standing => {
    const spread = spreadOf(times[index]);
    return {
      rival: name,
      ...spread,
      millionsPerSecond: (contest.amount ?? 0) / spread.medianMs / 1000,
      ratio: paired(0, index),
      share: paired(index, 0),
      ...(subject >= 0 &&
        subject !== index && {
          timesSubject: paired(index, subject),
          timesSubjectAtBest: Math.min(...times[index]) / Math.min(...times[subject]),
          ...(cpuTimes[index].length > 0 &&
            cpuTimes[subject].length > 0 && {
              timesSubjectByCpu: spreadOf(cpuTimes[index]).medianMs / spreadOf(cpuTimes[subject]).medianMs,
            }),
        }),
      ...(aim !== undefined && { aim }),
    };
  });
  return {
    contest: contest.name,
    unit: contest.unit,
    shareAim: contest.shareAim,
    rounds,
    standings,
    loadAverage: [loadBefore, loadavg()[0]],
  };
}
