import { realpathSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ExecuteError } from "../execute/errors.js";
import { executeNotebook } from "../execute/executeNotebook.js";
import { parseParameter, readParameters, withParameters } from "../execute/parameters.js";
import { warningsOf } from "../execute/unknownParameters.js";
import { checkLanguage, readNotebook, textOf } from "../notebook/notebook.js";
import { checkFolder, isSameFile, writeNotebook } from "../notebook/writeNotebook.js";

export const usage = `
Usage: peel execute NOTEBOOK [-o OUT | --inplace] [options]

Runs a notebook from top to bottom in a new kernel, in the notebook's folder, without a browser and without
Python, and writes it with outputs and the state of its widgets. OUT is written also when a cell fails or the kernel cannot start.

  -o, --output OUT     where to (default: NAME.executed.ipynb beside NOTEBOOK)
  --inplace            writes over NOTEBOOK
  --param NAME=VALUE   sets a parameter, VALUE as JSON or else as a string; may be repeated
  --params FILE.json   parameters from a file; --param wins
  --timeout SECONDS    what one cell may take (default: for ever)
  --allow-errors       goes on after a cell that fails
  --kernel peel        runs a notebook whose metadata name another language

A cell tagged "parameters" holds the defaults; a cell tagged "injected-parameters" is put after it, as papermill
does. A cell tagged "raises-exception" may fail.

Exit codes: 0 fine, 1 a cell failed or took too long, or the kernel could not start, 2 bad arguments or files,
130 interrupted.

Example: peel execute report.ipynb --param seed=7 --timeout 60 -o report-7.ipynb
`;

const options = {
  output: { type: "string", short: "o" },
  inplace: { type: "boolean", default: false },
  param: { type: "string", multiple: true, default: [] as string[] },
  params: { type: "string" },
  timeout: { type: "string" },
  "allow-errors": { type: "boolean", default: false },
  kernel: { type: "string" },
} as const;

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  // setTimeout counts in 31 bits of milliseconds.
  if (text.trim() !== "" && seconds > 0 && seconds <= 2_147_483) return seconds;
  throw new ExecuteError(
    `--timeout should be seconds between 0 and 2147483, got "${text}"`,
    "Write --timeout 60.",
  );
}

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length !== 1) {
    throw new ExecuteError(
      `One NOTEBOOK should be named, got ${positionals.length}`,
      "peel execute --help shows how.",
    );
  }
  const path = positionals[0];
  const { inplace, output, kernel } = values;
  if (inplace && output !== undefined) {
    throw new ExecuteError("--inplace and -o were both given", "Leave one of them out.");
  }
  if (kernel !== undefined && kernel !== "peel") {
    throw new ExecuteError(`--kernel should be peel, got "${kernel}"`, "Other kernels are jupyter's to run.");
  }
  const timeoutSeconds = secondsOf(values.timeout);
  const parameters = {
    ...(values.params === undefined ? {} : readParameters(values.params)),
    ...Object.fromEntries(values.param.map(parseParameter)),
  };
  const read = readNotebook(path);
  if (kernel === undefined) checkLanguage(read, path);
  const out = inplace ? realpathSync(path) : (output ?? path.replace(/(\.ipynb)?$/, ".executed.ipynb"));
  if (!inplace && isSameFile(path, out)) {
    throw new ExecuteError(`-o names NOTEBOOK itself, "${out}"`, "Use --inplace if that is meant.");
  }
  checkFolder(out);
  for (const warning of warningsOf(read, parameters)) process.stderr.write(`Warning: ${warning}\n`);
  const notebook = withParameters(read, parameters);

  const stopper = new AbortController();
  const onSignal = () => stopper.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const progress = progressOf(process.stderr);
  try {
    const failure = await executeNotebook(notebook, {
      cwd: dirname(resolve(path)),
      timeoutSeconds,
      allowErrors: values["allow-errors"],
      signal: stopper.signal,
      onCell: (place, count, { source }) => {
        const first = textOf(source).trim().split("\n")[0];
        progress.show(`${basename(path)}: cell ${place} of ${count}: ${first}`);
      },
    });
    progress.end();
    writeNotebook(notebook, out);
    process.stderr.write(`Wrote ${out}\n`);
    if (failure) throw failure;
  } finally {
    progress.end();
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

/** One line that changes on a terminal, plain lines elsewhere. */
function progressOf(stream: NodeJS.WriteStream) {
  let isOpen = false;
  return {
    show(text: string): void {
      isOpen = Boolean(stream.isTTY);
      if (isOpen) stream.write(`\r\x1b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
      else stream.write(`${text}\n`);
    },
    end(): void {
      if (isOpen) stream.write("\r\x1b[K");
      isOpen = false;
    },
  };
}
