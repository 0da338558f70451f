import { parseArgs } from "node:util";
import { removeSamples, samplesFolder, samplesNamed } from "vision-peel/samples";

export const usage = `
Usage: peel samples remove [SAMPLE...]

Deletes pictures that were fetched; without a name all of them. Nothing else that lies there is touched.

Example: peel samples remove depth
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const removed = await removeSamples(samplesNamed(positionals));
  process.stderr.write(`Removed ${removed.length} of ${samplesFolder()}\n`);
}
