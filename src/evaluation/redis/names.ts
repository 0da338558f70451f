/** What a sweep has in Redis, all of it under one prefix: small things only, results and no pictures. */
import type { Json, SampleOutcome } from "../sweep/plan.js";

export const PREFIX = "peel";

/** The sweeps that workers work on: their keys. */
export const sweepsSet = `${PREFIX}:sweeps`;
/** What a worker begins from: `SweepNotice` as JSON. */
export const noticeKey = (key: string): string => `${PREFIX}:sweep:${key}`;
/** `SweepProgress` as JSON, for those who watch. */
export const progressKey = (key: string): string => `${PREFIX}:progress:${key}`;
/** Set by whoever wants the sweep to stop: the process that takes its results looks for it. */
export const cancelKey = (key: string): string => `${PREFIX}:cancel:${key}`;
/** Held by the process that adds samples and takes results. */
export const holderKey = (key: string): string => `${PREFIX}:holder:${key}`;
export const queueName = (key: string): string => `sweep-${key}`;

export interface SweepNotice {
  readonly name: string;
  readonly about: { readonly [key: string]: Json };
}

/** A sample on its way to a worker. */
export interface SampleJob {
  readonly id: string;
}

/** A sample on its way back. Errors of the work are answers, too: a job fails only where workers vanish. */
export type SampleAnswer =
  | (SampleOutcome & { readonly seconds: number })
  | { readonly error: string; readonly isFatal: boolean };

/** How long a worker may be silent before its samples are given to others, and how often that is looked after. */
export const LOCK_MS = 10_000;
export const STALLED_EVERY_MS = 3_000;
/** How many workers may vanish over one sample before it is given up: one that kills them all. */
export const MOST_LOSSES = 20;
