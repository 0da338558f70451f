import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { ceilingMarkdown, measureCeiling } from "vision-peel/evaluation";
import { makeCountLine } from "../evaluate/countLine.js";
import {
  interruptible,
  suiteArguments,
  suiteFlags,
  tellStopped,
  wholeOf,
} from "../evaluate/suiteArguments.js";

export const usage = `
Usage: peel ceiling [--datasets NAME,NAME] [--scenes N] [--seed S] [--generators SPEC,SPEC] [--workers N]
                    [--suite DIR] [-o DIR] [--json]

How far can decoding alone take you? Scores the painters that know the truth, and the embedded model, on synthetic scenes
in the geometry of each data set, by its own protocol. Results are kept as they come: the same call goes on where an
interrupt or a crash left it.

  --datasets NAMES    default all that peel suite writes and peel eval scores
  --scenes N          scenes of each part of a data set (default 2)
  --seed S            default 0
  --generators SPECS  default exact,exact+size,exact+noise,embedded; any that peel eval takes
  --workers N         samples at once (default 2)
  --suite DIR         where the scenes lie, or are written (default in the folder of the results)
  -o DIR              results (default results)
  --json              print all scores as JSON, and not a table in Markdown

Example: peel ceiling --datasets kitti,ibims --scenes 4
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: {
      ...suiteFlags,
      generators: { type: "string" },
      workers: { type: "string" },
      suite: { type: "string" },
      output: { type: "string", short: "o", default: "results" },
      json: { type: "boolean", default: false },
    },
  });
  if (positionals.length > 0) {
    throw new ArgumentError({
      ...{ argument: positionals[0], expected: "an option", got: "a word alone" },
      remedy: `write --datasets ${positionals[0]}, if that is meant`,
    });
  }
  const [options, concurrency] = [suiteArguments(values), wholeOf("--workers", values.workers, 1)];
  const { signal, end } = interruptible();
  const line = makeCountLine();
  try {
    const table = await measureCeiling({
      ...{ ...options, folder: values.output, signal },
      ...(values.suite !== undefined && { suite: values.suite }),
      ...(values.generators !== undefined && {
        generators: values.generators.split(",").map((spec) => spec.trim()),
      }),
      ...(concurrency !== undefined && { concurrency }),
      onSuite: ({ dataset, done, total }) => line.show(`Writing ${dataset}`, done, total),
      onProgress: ({ title, sweep, sweeps, done, total }) =>
        line.show(`${sweep}/${sweeps} ${title}`, done, total),
    });
    line.end();
    process.stdout.write(values.json ? `${JSON.stringify(table)}\n` : ceilingMarkdown(table));
    if (table.rows.some(({ cells }) => cells.some(({ failures }) => failures.length > 0)))
      process.exitCode = 1;
  } catch (error) {
    line.end();
    tellStopped(error, "Stopped. The same call goes on where it was left.");
  } finally {
    end();
  }
}
