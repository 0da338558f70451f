import { parseArgs } from "node:util";
import { PAGE, PAGE_LICENCE, pullSamples, samplesNamed, samplesUrl } from "vision-peel/samples";
import { isAgreed, progressLine } from "../models/asking.js";
import { sizeText } from "../models/onlyModel.js";

export const usage = `
Usage: peel samples pull [SAMPLE...] [--yes] [--from DIR]

Fetches pictures that the paper's page has published: tells source, licence and size and asks, goes on where an earlier
call was left, and keeps only what has the manifest's SHA-256. They are kept in your cache and nowhere else. SAMPLE is a
name, or a task: depth, instances, normals, referring, semantic; without one all are meant. Ctrl-C stops; what is there
is kept. PEEL_SAMPLES_URL names a mirror, PEEL_SAMPLES another place than the cache.

  --from DIR   takes them from a folder instead, by the page's names; nothing is fetched
  --yes        do not ask

Example: peel samples pull depth
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { yes: { type: "boolean", short: "y", default: false }, from: { type: "string" } },
  });
  const samples = samplesNamed(positionals);
  const total = sizeText(samples.reduce((sum, { bytes }) => sum + bytes, 0));
  const source = values.from ?? samplesUrl();
  const what = samples.length === 1 ? "1 picture" : `${samples.length} pictures`;
  process.stderr.write(
    `${what}, ${total}, of ${PAGE} (Vision Banana, Google DeepMind)\nfrom     ${source}\nlicence  ${PAGE_LICENCE}\n`,
  );
  if (values.from === undefined && !values.yes && !(await isAgreed(PAGE_LICENCE))) return;
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error("interrupted"));
  process.once("SIGINT", interrupt);
  try {
    const { from } = values;
    const pulled = await pullSamples(samples, {
      ...{ signal: stop.signal, onProgress: progressLine() },
      ...(from !== undefined && { from }),
    });
    process.stderr.write(process.stderr.isTTY ? "\n" : "");
    process.stderr.write(`${pulled.here.length} of ${samples.length} are here.\n`);
    if (pulled.missing.length > 0) {
      const names = pulled.missing.map(({ name }) => name).join(", ");
      process.stderr.write(`Not in ${from}, or not as they were published: ${names}\n`);
      process.exitCode = pulled.here.length === 0 ? 1 : 0;
    }
    process.stdout.write(`${pulled.folder}\n`);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.stderr.write("\nStopped. The same call goes on where it was left.\n");
    process.exitCode = 130;
  } finally {
    process.off("SIGINT", interrupt);
  }
}
