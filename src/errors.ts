/** What every error of this library tells: which argument is wrong, what was expected, what came, how to mend it. */
export interface PeelErrorDetails {
  argument: string;
  expected: string;
  got: string;
  remedy: string;
}

/** The kinds of error: a wrong argument, a file that cannot be read or written, a worker that is gone, no picture, no model. */
export type PeelErrorTag = "argument" | "unreadable" | "unwritable" | "lost" | "generator" | "model";

/**
 * The base of all errors that this library throws on purpose. The message is one sentence for people;
 * the fields are for programs. `exitCode` is what a command line should end with (2: bad input).
 *
 * @example
 * try { depthCode({ lambda: 0 }); } catch (error) { if (isPeelError(error)) console.log(error.remedy); }
 */
export class PeelError extends Error {
  readonly tag: PeelErrorTag;
  readonly argument: string;
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
  readonly exitCode = 2;

  /** @param said what somebody else said of it, behind the sentence */
  constructor(tag: PeelErrorTag, details: PeelErrorDetails, options?: ErrorOptions, said = "") {
    super(
      `${details.argument} must be ${details.expected}, but is ${details.got}: ${details.remedy}.${said}`,
      options,
    );
    this.name = new.target.name;
    this.tag = tag;
    this.argument = details.argument;
    this.expected = details.expected;
    this.got = details.got;
    this.remedy = details.remedy;
  }
}

/** An argument has the wrong type, length or value. */
export class ArgumentError extends PeelError {
  constructor(details: PeelErrorDetails, options?: ErrorOptions) {
    super("argument", details, options);
  }
}

/** A file is missing, broken, or holds something else than it should. */
export class UnreadableError extends PeelError {
  constructor(details: PeelErrorDetails, options?: ErrorOptions) {
    super("unreadable", details, options);
  }
}

/** A file cannot be written where it was asked for. */
export class UnwritableError extends PeelError {
  constructor(details: PeelErrorDetails, options?: ErrorOptions) {
    super("unwritable", details, options);
  }
}

/** A worker thread has ended before it had done its work. */
export class WorkerLostError extends PeelError {
  constructor(details: PeelErrorDetails, options?: ErrorOptions) {
    super("lost", details, options);
  }
}

/**
 * Tells whether `error` is one of this library's, also when it comes from a second installed copy
 * (where `instanceof` would fail).
 *
 * @example isPeelError(error, "unreadable") // true for a corrupt PNG
 */
export function isPeelError(error: unknown, tag?: PeelErrorTag): error is PeelError {
  if (!(error instanceof Error)) return false;
  const { tag: found, remedy } = error as Partial<PeelError>;
  return typeof remedy === "string" && typeof found === "string" && (tag === undefined || found === tag);
}

/** Describes a value in a few words, for the `got` of an error. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (ArrayBuffer.isView(value)) {
    const { length } = value as { length?: number };
    return `${value.constructor.name}${length === undefined ? "" : ` of length ${length}`}`;
  }
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `a value of type ${value.constructor?.name ?? "Object"}`;
  return typeof value === "function" ? "a function" : String(value);
}
