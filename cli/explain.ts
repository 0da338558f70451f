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
  if (String(code).startsWith("ERR_PARSE_ARGS_"))
    return { message: parseSentence(error.message), exitCode: 2 };
  return { message: `${error.message} (PEEL_DEBUG=1 shows where this happened.)`, exitCode: 1 };
}

/** Node tells of an option how to pass it as a file's name; here it is most likely misspelt. */
function parseSentence(message: string): string {
  const unknown = /Unknown option '([^']+)'/.exec(message)?.[1];
  if (unknown !== undefined)
    return `There is no option ${unknown} here: write --help behind the verb for those there are.`;
  const [, option] = /Option '([^']+)' argument missing/.exec(message) ?? [];
  if (option !== undefined) return `${option.replace(/ <value>$/, "")} must be followed by a value.`;
  const [, ambiguous] = /Option '-{0,2}([^']+)' argument is ambiguous/.exec(message) ?? [];
  if (ambiguous !== undefined)
    return `--${ambiguous} must be followed by a value; one that begins with a minus is written --${ambiguous}=-1.`;
  return message.split("\n")[0];
}
