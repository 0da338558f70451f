/** What a job's record says: how far it is, and what became of each picture. */
import { GeneratorError, isGeneratorError } from "../../../generatorError.js";
import { faultOfStatus } from "../../../http/faultOfStatus.js";
import type { Json } from "../../../http/jsonOf.js";
import { type GeminiPicture, pictureIn } from "../answer.js";

export type JobState = "waiting" | "succeeded" | "failed" | "cancelled" | "expired";

export interface JobReport {
  readonly state: JobState;
  /** in the service's word: "pending", "running" */
  readonly said: string;
  /** pictures that are done or have failed, where the service tells */
  readonly done: number;
  /** why a job has failed, in the service's words */
  readonly detail?: string;
}

/** Guides call states JOB_STATE_…, the service itself BATCH_STATE_…; some jobs only say that they are done. */
export function reportOf(job: Json): JobReport {
  const { metadata = {}, done, error, state = metadata?.state } = job ?? {};
  const word = String(state ?? "")
    .replace(/^(JOB|BATCH)_STATE_/, "")
    .toLowerCase();
  const ended = ENDS[word] ?? (done === true ? (error ? "failed" : "succeeded") : undefined);
  const { successfulRequestCount, failedRequestCount } = metadata?.batchStats ?? {};
  const count = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0);
  const detail = error?.message ?? metadata?.error?.message;
  return {
    ...{ state: ended ?? "waiting", said: word === "" ? "begun" : word },
    done: count(successfulRequestCount) + count(failedRequestCount),
    ...(typeof detail === "string" && detail !== "" && { detail: detail.slice(0, 500) }),
  };
}

const ENDS: Readonly<Record<string, JobState>> = {
  ...{ succeeded: "succeeded", partially_succeeded: "succeeded", failed: "failed" },
  ...{ cancelled: "cancelled", expired: "expired" },
};

/** The file that a job's answers stand in. */
export function fileIn(job: Json): string | undefined {
  const file = job?.response?.responsesFile ?? job?.metadata?.output?.responsesFile;
  return typeof file === "string" && /^files\/[\w-]+$/.test(file) ? file : undefined;
}

/** Answers that stand in the job's record itself. */
export function inlinedIn(job: Json): Json[] {
  const { response, metadata } = job ?? {};
  const found = [response?.inlinedResponses, metadata?.output?.inlinedResponses]
    .flatMap((one) => [one?.inlinedResponses, one])
    .find(Array.isArray);
  return found ?? [];
}

/**
 * What became of each key. Answers tell their keys, or stand in the order of the requests.
 *
 * @param keys as they were asked for
 */
export function outcomesOf(
  lines: readonly Json[],
  keys: readonly string[],
  model: string,
): Map<string, GeminiPicture | GeneratorError> {
  const outcomes = new Map<string, GeminiPicture | GeneratorError>();
  for (const [i, line] of lines.entries()) {
    const told = line?.key ?? line?.metadata?.key;
    const key = typeof told === "string" ? told : lines.length === keys.length ? keys[i] : undefined;
    if (key !== undefined && keys.includes(key)) outcomes.set(key, outcomeOf(line, model));
  }
  return outcomes;
}

/** google.rpc.Code (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto) as HTTP has it. */
const STATUSES: Readonly<Record<number, number>> = {
  ...{ 2: 500, 3: 400, 4: 504, 5: 404, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 13: 500, 14: 503, 16: 401 },
};

function outcomeOf(line: Json, model: string): GeminiPicture | GeneratorError {
  const { error, response } = line ?? {};
  if (error) {
    const code = Number(error.code);
    const body = JSON.stringify({ error: { message: String(error.message ?? "") } });
    return faultOfStatus("Gemini", STATUSES[code] ?? (code >= 100 ? code : 500), body);
  }
  try {
    // Lines of a file may be answers themselves.
    return pictureIn(response ?? line, model);
  } catch (fault) {
    if (isGeneratorError(fault)) return fault;
    throw fault;
  }
}

/** Why a job that has ended gives no picture for a request. */
export function withoutAnswer({ state, detail }: JobReport, name: string): GeneratorError {
  const details = {
    ...{ argument: `the batch ${name}`, ...(detail !== undefined && { detail }) },
    remedy: REMEDIES[state],
  };
  if (state === "expired") {
    const expected = "done within the service's 48 hours";
    return new GeneratorError("timeout", { ...details, expected, got: "expired" });
  }
  if (state === "succeeded") {
    const expected = "answered for every request";
    return new GeneratorError("bad-answer", { ...details, expected, got: "without this one" });
  }
  return new GeneratorError("lost", { ...details, expected: "done to its end", got: state });
}

const REMEDIES: Readonly<Record<JobState, string>> = {
  succeeded: "ask again: only what is missing is asked for",
  failed: "ask again; if it stays so, ask for a few without batch mode to see why",
  cancelled: "ask again to begin anew",
  expired: "ask again, at another time of the day or for fewer pictures",
  waiting: "wait",
};
