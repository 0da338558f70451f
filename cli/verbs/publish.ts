import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ExecuteError } from "../execute/errors.js";
import { executeNotebook } from "../execute/executeNotebook.js";
import { checkLanguage, type Notebook, readNotebook } from "../notebook/notebook.js";
import { checkFolder, notebookText, writeText } from "../notebook/writeNotebook.js";
import { differences } from "../publish/compare.js";
import { PublishError } from "../publish/errors.js";
import { bytesForEachView } from "../publish/fitViews.js";
import { expressionsIn, withValues } from "../publish/numbers.js";
import { smallStills } from "../publish/smallStills.js";
import { makeStable } from "../publish/stable.js";

export const usage = `
Usage: peel publish NOTEBOOK... [--check] [options]

Runs notebooks from top to bottom and writes them in place with outputs that are the same on every run and every
machine: no times, no ids, no folders. Their views explore where nobody runs them, and they can be kept in version
control. Numbers in the text come from the run:

  half of the pixels are off by less than <!-- = median.toFixed(2) -->0.03<!-- --> m

  --check              writes nothing; fails where text, numbers, pictures or views are no longer what is written
  --most-mib MIB       what a notebook may be large (default: 1.5); its views are kept at a half, a third … of their
                       size where it would be larger
  --timeout SECONDS    what one cell may take (default: 300)

Exit codes: 0 fine, 1 a cell failed, or something differs or is too large, 2 bad arguments or files, 130 interrupted.

Example: peel publish notebooks/tutorials/*.ipynb --check
`;

const options = {
  check: { type: "boolean", default: false },
  "most-mib": { type: "string", default: "1.5" },
  timeout: { type: "string", default: "300" },
} as const;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length === 0)
    throw new PublishError("At least one NOTEBOOK should be named", "peel publish --help shows how.");
  const mostBytes = 2 ** 20 * numberOf("--most-mib", values["most-mib"]);
  const timeoutSeconds = numberOf("--timeout", values.timeout);
  const stopper = new AbortController();
  const onSignal = () => stopper.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    for (const path of positionals)
      await publish(path, { mostBytes, timeoutSeconds, isCheck: values.check, signal: stopper.signal });
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value < 2e6) return value;
  throw new PublishError(`${name} should be a number above 0, got "${text}"`, `Write ${name} 2.`);
}

interface Publishing {
  readonly mostBytes: number;
  readonly timeoutSeconds: number;
  readonly isCheck: boolean;
  readonly signal: AbortSignal;
}

async function publish(path: string, how: Publishing): Promise<void> {
  const { mostBytes, isCheck } = how;
  const before = readNotebook(path);
  checkLanguage(before, path);
  if (!isCheck) checkFolder(path);
  let { notebook, text } = await runAnew(path, how);
  if (Buffer.byteLength(text) > mostBytes) {
    // As large as they may be, which is known only when it has run.
    const each = bytesForEachView(notebook, Buffer.byteLength(text), mostBytes);
    if (each !== undefined)
      ({ notebook, text } = await runAnew(path, how, { PEEL_STORED_BYTES: String(each) }));
  }
  const mib = (Buffer.byteLength(text) / 2 ** 20).toFixed(2);
  if (Buffer.byteLength(text) > mostBytes)
    throw new PublishError(
      `${path} would have ${mib} MiB, and may have ${mostBytes / 2 ** 20}`,
      "Show fewer views and pictures, or smaller ones; --most-mib allows more.",
      1,
    );
  if (!isCheck) {
    writeText(text, path);
    process.stderr.write(`Wrote ${path}, ${mib} MiB\n`);
    return;
  }
  const found = await differences(before, notebook);
  if (found.length > 0)
    throw new ExecuteError(
      `${path} is no longer what it says:\n  ${found.join("\n  ")}\n`,
      `peel publish ${path} writes it anew.`,
      1,
    );
  process.stderr.write(`${path} is what it says\n`);
}

/** Runs the notebook as it is on disk, and makes it stable. */
async function runAnew(
  path: string,
  { timeoutSeconds, signal }: Publishing,
  env?: Record<string, string>,
): Promise<{ notebook: Notebook; text: string }> {
  const notebook = readNotebook(path);
  const cwd = dirname(resolve(path));
  const failure = await executeNotebook(notebook, {
    ...{ cwd, timeoutSeconds, env, signal },
    onCell: (place, count) => process.stderr.write(`${path}: cell ${place} of ${count}\n`),
    async onText(cell, ask) {
      const expressions = expressionsIn(cell);
      if (expressions.length === 0) return;
      const given: string[] = [];
      for (const expression of expressions) given.push(await ask(expression));
      cell.source = withValues(cell, given);
    },
  });
  if (failure) throw failure;
  makeStable(notebook, cwd);
  await smallStills(notebook);
  return { notebook, text: notebookText(notebook) };
}
