import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { bytesOf, type HubModel, lookUp, type PullProgress, pull } from "vision-peel/models";
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
  if (!values.yes && !(await isAgreed(info))) return;
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

async function isAgreed({ licence }: HubModel): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ArgumentError({
      ...{ argument: "--yes", expected: "given where nobody can be asked", got: "missing" },
      remedy: `read the licence (${licence}), and write --yes`,
    });
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question("Fetch it? [y/N] ");
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** One line that is written over on a terminal; elsewhere one for each tenth. */
function progressLine(): (progress: PullProgress) => void {
  const begun = performance.now();
  let first: number | undefined;
  let told = -1;
  return ({ file, bytes, totalBytes }) => {
    first ??= bytes;
    const share = totalBytes === 0 ? 1 : bytes / totalBytes;
    const step = Math.floor(share * (process.stderr.isTTY ? 1000 : 10));
    if (step === told) return;
    told = step;
    const perSecond = (bytes - first) / ((performance.now() - begun) / 1000 + 1e-3);
    const line = `${(100 * share).toFixed(1).padStart(5)} %  ${sizeText(bytes)} of ${sizeText(totalBytes)}  ${sizeText(perSecond)}/s  ${file}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line.slice(0, 100)}` : `${line}\n`);
  };
}
