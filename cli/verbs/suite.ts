import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { suiteDatasets, writeSuite } from "vision-peel/evaluation";
import { makeCountLine } from "../evaluate/countLine.js";
import { interruptible, suiteArguments, suiteFlags, tellStopped } from "../evaluate/suiteArguments.js";

const all = suiteDatasets();
const heavy = all.filter(({ isHeavy }) => isHeavy).map(({ name }) => name);

export const usage = `
Usage: peel suite DIR [--datasets NAME,NAME] [--scenes N] [--seed S] [--json]

Writes synthetic scenes, laid out as real data sets are, with their picture sizes, cameras, units and file names: for
trying readers and protocols without data. Each data set has a folder of its name in DIR; none that is there is written
over. The same seed gives the same files.

  DIR                 where the data sets go
  --datasets NAMES    ${all.map(({ name }) => name).join(", ")};
                      default all but ${heavy.join(", ")}, whose pictures have 24 megapixels
  --scenes N          scenes of each part of a data set (default 2)
  --seed S            default 0
  --json              print the folders as JSON

Example: peel suite suite --datasets kitti,diode --scenes 4
         peel eval kitti --data suite/kitti --generator exact+noise
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { ...suiteFlags, json: { type: "boolean", default: false } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new ArgumentError({
      ...{ argument: "DIR", expected: "one folder", got: folder === undefined ? "missing" : "several" },
      remedy: "peel suite --help tells more",
    });
  }
  const options = suiteArguments(values);
  const { signal, end } = interruptible();
  const line = makeCountLine();
  try {
    const written = await writeSuite(folder, {
      ...{ ...options, signal },
      onProgress: ({ dataset, done, total }) => line.show(dataset, done, total),
    });
    line.end();
    if (values.json) process.stdout.write(`${JSON.stringify(written)}\n`);
    else for (const [name, path] of Object.entries(written)) process.stdout.write(`${name}: ${path}\n`);
  } catch (error) {
    line.end();
    tellStopped(error, "Stopped. Data sets that were named on the way are whole.");
  } finally {
    end();
  }
}
