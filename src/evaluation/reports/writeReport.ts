import { join } from "node:path";
import { makeFolder } from "../../image/makeFolder.js";
import { writeFileSafely } from "../../image/writeFileSafely.js";
import type { SweepResults } from "../results/sweepResults.js";
import { reportFigures } from "./figures.js";
import { reportMarkdown } from "./reportMarkdown.js";
import { reportCsv, reportLatex, samplesCsv } from "./reportText.js";

/**
 * Writes a report of evaluations: `report.md`, `report.tex`, `report.csv` (every score), a `samples-….csv` and a
 * `figures-….json` (Plotly's) of each evaluation, and `record.json`, all that is to be known to repeat them.
 *
 * @returns the files' paths
 * @throws UnwritableError where they cannot be written
 * @example await writeReport([await openResults("results/nyuv2-1f2e3d4c5b6a7988")], "report");
 */
export async function writeReport(all: readonly SweepResults[], folder: string): Promise<readonly string[]> {
  await makeFolder(folder);
  const files: [name: string, text: string][] = [
    ["report.md", reportMarkdown(all, folder)],
    ["report.tex", reportLatex(all)],
    ["report.csv", reportCsv(all)],
    ["record.json", `${JSON.stringify(all.map(recordOf), null, 1)}\n`],
  ];
  for (const [i, results] of all.entries()) {
    const name = `${results.record.data.name}-${i + 1}`;
    const figures = Object.fromEntries(reportFigures(results).map((one) => [one.name, one]));
    files.push([`samples-${name}.csv`, samplesCsv(results)]);
    files.push([`figures-${name}.json`, `${JSON.stringify(figures)}\n`]);
  }
  for (const [name, text] of files) await writeFileSafely(join(folder, name), Buffer.from(text));
  return files.map(([name]) => join(folder, name));
}

const recordOf = (results: SweepResults) => ({
  ...{ folder: results.folder, about: results.about, record: results.record },
  ...{ samples: results.samples.length, total: results.total, failed: results.failures.length },
  ...{ dataDigest: results.dataDigest, costUsd: results.costUsd, scores: results.scores },
});
