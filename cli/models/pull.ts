import { parseArgs } from "node:util";
import { bytesOf, lookUp, pull } from "vision-peel/models";
import { isAgreed, progressLine } from "./asking.js";
import { onlyModel, sizeText } from "./onlyModel.js";

export const usage = `
Usage: peel models pull MODEL [--yes]

Fetches a model: shows its licence and size and asks, goes on where an earlier call was left, checks every file's hash.
Ctrl-C stops; what is there is kept. HF_ENDPOINT names a mirror, HF_TOKEN a token for what is not public,
PEEL_MODELS another place than the cache.

  --yes   do not ask

Example: peel models pull depth-anything-v2-small
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { yes: { type: "boolean", short: "y", default: false } },
  });
  const info = await lookUp(onlyModel("pull", positionals));
  const size = sizeText(bytesOf(info));
  process.stderr.write(
    `${info.repository}: ${size} in ${info.files.length} files, licence ${info.licence}.\n`,
  );
  if (!values.yes && !(await isAgreed(info.licence))) return;
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error("interrupted"));
  process.once("SIGINT", interrupt);
  try {
    const folder = await pull(info, { signal: stop.signal, onProgress: progressLine() });
    process.stderr.write(process.stderr.isTTY ? "\n" : "");
    process.stdout.write(`${folder}\n`);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.stderr.write("\nStopped. The same call goes on where it was left.\n");
    process.exitCode = 130;
  } finally {
    process.off("SIGINT", interrupt);
  }
}
