/** What is asked before files are fetched, and what is told meanwhile. */
import { createInterface } from "node:readline/promises";
import { ArgumentError } from "vision-peel";
import type { PullProgress } from "vision-peel/models";
import { sizeText } from "./onlyModel.js";

/** @throws ArgumentError where nobody can be asked */
export async function isAgreed(licence: string): Promise<boolean> {
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
export function progressLine(): (progress: PullProgress) => void {
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
