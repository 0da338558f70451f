import { PeelError, type PeelErrorDetails } from "./errors.js";

/**
 * Why a generator gave no picture:
 * - `unavailable`: it cannot be opened here: a model that is missing, a device that does not start
 * - `unauthorized`: the key is missing, wrong, expired, or may not do this
 * - `refused`: the service will not paint this
 * - `rate-limited`: too many calls, and waiting has not helped
 * - `budget`: it would cost more than was allowed
 * - `network`: the service cannot be reached
 * - `timeout`: it took longer than was allowed
 * - `bad-answer`: what came is not what the protocol says, or no picture
 * - `unfit`: the model cannot do what is asked: sizes, inputs, a prompt that is too long
 * - `lost`: the process that computed has ended; the next call starts another
 * - `out-of-memory`: the memory of machine or device was not enough
 * - `not-recorded`: a recording has no answer to this request
 */
export type GeneratorFault =
  | "unavailable"
  | "unauthorized"
  | "refused"
  | "rate-limited"
  | "budget"
  | "network"
  | "timeout"
  | "bad-answer"
  | "unfit"
  | "lost"
  | "out-of-memory"
  | "not-recorded";

/**
 * A generator gave no picture. `fault` tells programs why, the message tells people, and what they can do.
 *
 * @example
 * try { await generator.generate({ prompt }); }
 * catch (error) { if (isGeneratorError(error, "refused")) console.log(error.remedy); }
 */
export class GeneratorError extends PeelError {
  readonly fault: GeneratorFault;
  /** what it was: a status, a reason in the service's own words, the end of a log; never a secret */
  readonly detail?: string;

  constructor(
    fault: GeneratorFault,
    { detail, ...details }: PeelErrorDetails & { detail?: string },
    options?: ErrorOptions,
  ) {
    super("generator", details, options, saidIn(detail));
    this.fault = fault;
    if (detail !== undefined) this.detail = detail;
  }
}

/** Characters of the detail that a message repeats. */
const MOST_SAID = 500;

/** People see the message alone; logs of many lines stay behind. */
function saidIn(detail = ""): string {
  const said = detail.trim();
  return said === "" || said.includes("\n") || detail.length > MOST_SAID ? "" : ` It said: ${said}`;
}

/** Tells whether `error` is a generator's, also one of a second installed copy. */
export function isGeneratorError(error: unknown, fault?: GeneratorFault): error is GeneratorError {
  if (!(error instanceof Error) || (error as Partial<PeelError>).tag !== "generator") return false;
  return fault === undefined || (error as Partial<GeneratorError>).fault === fault;
}
