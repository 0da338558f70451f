/** What a person reads when a command fails, and the exit code: 2 for bad input, 1 for anything else. */
export interface Explanation {
  message: string;
  exitCode: number;
}

/**
 * Every room throws its own typed errors; what they have in common is a `remedy`, and that marks
 * them as meant for people. `node:util` parseArgs marks its own by an `ERR_PARSE_ARGS_…` code.
 */
export function explain(error: unknown): Explanation {
  if (!(error instanceof Error)) return { message: String(error), exitCode: 1 };
  if (process.env.PEEL_DEBUG) return { message: error.stack ?? error.message, exitCode: 1 };
  const { remedy, exitCode, code } = error as { remedy?: unknown; exitCode?: unknown; code?: unknown };
  if (typeof remedy === "string") {
    return { message: error.message, exitCode: typeof exitCode === "number" ? exitCode : 2 };
  }
  if (String(code).startsWith("ERR_PARSE_ARGS_")) return { message: error.message, exitCode: 2 };
  return { message: `${error.message} (PEEL_DEBUG=1 shows where this happened.)`, exitCode: 1 };
}
