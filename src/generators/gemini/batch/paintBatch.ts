/** Pictures by Gemini's batch mode: jobs that are known are waited for, and for what is in none of them new ones are made. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type GeneratorError, isGeneratorError } from "../../../generatorError.js";
import type { BatchJob, BatchOutcome, BatchWork } from "../../batchWork.js";
import type { PaintRequest } from "../../request.js";
import type { GeminiPicture } from "../answer.js";
import { fileIn, inlinedIn, outcomesOf, reportOf, withoutAnswer } from "./answers.js";
import {
  type BatchItem,
  type BatchPlace,
  cancelJob,
  createJob,
  findJob,
  isJobName,
  linesOf,
  lookAt,
  strange,
} from "./service.js";

/** Pictures of one job: its answers are read at once. A picture of 4K counts for several. */
const MOST_PER_JOB = 100;

export interface GeminiBatch {
  readonly place: Omit<BatchPlace, "signal">;
  /** the body of generateContent for a request */
  bodyOf(request: PaintRequest): Promise<object>;
  /** how many usual pictures a request's picture is as large as */
  weightOf(request: PaintRequest): number;
  /** a picture with what it has cost */
  painted(picture: GeminiPicture, request: PaintRequest): Exclude<BatchOutcome, GeneratorError>[number];
}

type Outcomes = Map<string, GeminiPicture | GeneratorError>;

const keysOf = (name: string, { count }: PaintRequest): string[] =>
  Array.from({ length: count }, (_, i) => `${name}#${i}`);

export async function paintBatch(
  batch: GeminiBatch,
  requests: readonly PaintRequest[],
  work: BatchWork,
): Promise<readonly BatchOutcome[]> {
  const { signal, jobs, names, cancelOnAbort = true } = work;
  const place = { ...batch.place, signal };
  const total = requests.reduce((sum, { count }) => sum + count, 0);
  work.onProgress({ stage: "asking for Gemini's batch", done: 0, total });
  const wanted = requests.flatMap((request, i) => keysOf(names[i], request));
  const running = await goOnWith(place, work, wanted);
  const begun = new Set(running.flatMap(({ keys }) => keys));
  const missing = requests
    .map((_, i) => i)
    .filter((i) => !keysOf(names[i], requests[i]).every((key) => begun.has(key)));
  const ended: BatchJob[] = [];
  try {
    const refused = missing.length > 0 ? await beginAll() : undefined;
    const outcomes = await waitFor(place, running, work, ended);
    if (refused)
      for (const i of missing)
        for (const key of keysOf(names[i], requests[i])) if (!outcomes.has(key)) outcomes.set(key, refused);
    for (const job of ended) jobs.finished(job);
    return requests.map((request, i) => together(keysOf(names[i], request), request, outcomes));
  } catch (error) {
    if (signal.aborted && cancelOnAbort) await giveUp(place, running, work);
    throw error;
  }

  /** @returns what kept the service from taking all of them, where it has taken some */
  async function beginAll(): Promise<GeneratorError | undefined> {
    try {
      work.beforePaying(missing.map((i) => requests[i]));
      for (const part of partsOf(missing, (i) => batch.weightOf(requests[i]) * requests[i].count))
        running.push(await begin(part));
    } catch (error) {
      signal.throwIfAborted();
      if (running.length === 0 || !isGeneratorError(error)) throw error;
      return error;
    }
    return undefined;
  }

  async function begin(part: readonly number[]): Promise<BatchJob> {
    const items: BatchItem[] = [];
    for (const i of part) {
      const request = await batch.bodyOf(requests[i]);
      for (const key of keysOf(names[i], requests[i])) items.push({ key, request });
    }
    const { model, url: address } = place;
    const keys = items.map(({ key }) => key);
    const job = { id: `peel-${randomUUID()}`, model, address, keys, asked: new Date().toISOString() };
    // Before it is asked for: whoever is ended meanwhile leaves the name that the job is found by.
    await jobs.keep(job);
    try {
      const named = { ...job, name: await createJob(place, job.id, items) };
      await jobs.keep(named);
      return named;
    } catch (error) {
      // Refused: there is none.
      if (isGeneratorError(error) && !["network", "timeout", "bad-answer"].includes(error.fault))
        jobs.finished(job);
      throw error;
    }
  }

  function together(keys: readonly string[], request: PaintRequest, outcomes: Outcomes): BatchOutcome {
    const all = keys.map((key) => outcomes.get(key));
    const pictures = all.filter((one) => one !== undefined && !isGeneratorError(one)) as GeminiPicture[];
    if (pictures.length > 0) return pictures.map((picture) => batch.painted(picture, request));
    return all.find((one) => isGeneratorError(one)) ?? withoutAnswer(reportOf({ done: true }), "");
  }
}

/** Jobs of before that hold something that is wanted. Those that the service does not have were never made. */
async function goOnWith(
  place: BatchPlace,
  { jobs }: BatchWork,
  wanted: readonly string[],
): Promise<BatchJob[]> {
  const found: BatchJob[] = [];
  for (const job of await jobs.known()) {
    const isOurs = job.model === place.model && job.address === place.url;
    if (!isOurs || !job.keys.some((key) => wanted.includes(key))) continue;
    const name = job.name ?? (await findJob(place, job.id));
    if (name !== undefined && !isJobName(name)) throw strange("a job's name", name);
    if (name === undefined) jobs.finished(job);
    else {
      const named = { ...job, name };
      if (job.name === undefined) await jobs.keep(named);
      found.push(named);
    }
  }
  return found;
}

function partsOf(indices: readonly number[], weightOf: (i: number) => number): number[][] {
  const parts: number[][] = [];
  let weight = Infinity;
  for (const i of indices) {
    weight += weightOf(i);
    if (weight > MOST_PER_JOB) {
      parts.push([]);
      weight = weightOf(i);
    }
    parts[parts.length - 1].push(i);
  }
  return parts;
}

/** What all jobs give. One that cannot be looked at now costs its own pictures only, and is kept. */
async function waitFor(
  place: BatchPlace,
  running: readonly BatchJob[],
  work: BatchWork,
  ended: BatchJob[],
): Promise<Outcomes> {
  const { signal, pollMs, onProgress } = work;
  const done = running.map(() => 0);
  const total = running.reduce((sum, { keys }) => sum + keys.length, 0);
  const outcomes: Outcomes = new Map();
  await Promise.all(
    running.map(async (job, i) => {
      try {
        for (const [key, outcome] of await end(job, i)) outcomes.set(key, outcome);
        ended.push(job);
      } catch (error) {
        signal.throwIfAborted();
        if (!isGeneratorError(error)) throw error;
        if (error.fault === "unavailable") ended.push(job);
        for (const key of job.keys) outcomes.set(key, error);
      }
    }),
  );
  return outcomes;

  async function end(job: BatchJob, i: number): Promise<Outcomes> {
    const name = String(job.name);
    for (;;) {
      const told = await lookAt(place, name);
      const report = reportOf(told);
      done[i] = report.state === "waiting" ? report.done : job.keys.length;
      const sum = done.reduce((all, one) => all + one, 0);
      onProgress({ stage: `waiting for Gemini's batch: ${report.said}`, done: sum, total });
      if (report.state !== "waiting") {
        const file = fileIn(told);
        const lines = file === undefined ? inlinedIn(told) : await linesOf(place, file);
        const answered = outcomesOf(lines, job.keys, place.model);
        const why = withoutAnswer(report, name);
        return new Map(job.keys.map((key) => [key, answered.get(key) ?? why]));
      }
      await pause(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** Milliseconds for telling the service that nobody waits any longer. */
const MOST_FAREWELL_MS = 5000;

async function giveUp(place: BatchPlace, running: readonly BatchJob[], { jobs }: BatchWork): Promise<void> {
  const signal = AbortSignal.timeout(MOST_FAREWELL_MS);
  await Promise.all(
    running.map(async (job) => {
      try {
        await cancelJob({ ...place, signal }, String(job.name));
        jobs.finished(job);
      } catch {
        // It is kept where jobs are kept, and ends by itself elsewhere.
      }
    }),
  );
}
