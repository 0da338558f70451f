import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { openResults, writeReport } from "vision-peel/evaluation";

export const usage = `
Usage: peel report FOLDER... [-o DIR]

Writes what evaluations have come to, finished or not: scores with intervals of 95 %, by class, by part and by sample, the
worst samples with their pictures, and beside the paper's tables.

  FOLDER              of an evaluation, as peel eval tells it, or one that has such folders in it: results/
  -o DIR              default: report; report.md, report.tex, report.csv, record.json (all that is to be known to repeat
                      them), and of each evaluation samples-….csv and figures-….json (Plotly's)

Example: peel report results/ -o report
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { output: { type: "string", short: "o", default: "report" } },
  });
  if (positionals.length === 0) {
    throw new ArgumentError({
      ...{ argument: "FOLDER", expected: "given", got: "missing" },
      remedy: "write peel report results/",
    });
  }
  const all = await Promise.all(positionals.flatMap(sweepsIn).map((folder) => openResults(folder)));
  for (const path of await writeReport(all, values.output)) process.stdout.write(`${path}\n`);
}

/** The folder itself, or the evaluations in it; a wrong one is told by whoever opens it. */
function sweepsIn(folder: string): string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (existsSync(join(folder, "sweep.json")) || !isFolder) return [folder];
  const inside = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "sweep.json")))
    .map(({ name }) => join(folder, name));
  return inside.length > 0 ? inside.sort() : [folder];
}
