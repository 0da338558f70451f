/** A report of evaluations for papers and for tables. */
import type { SweepResults } from "../results/sweepResults.js";
import { besidePaper } from "./besidePaper.js";
import { ownRuns } from "./paperColumns.js";
import { reportTables } from "./reportTables.js";
import { csvOf, latexOf } from "./tableText.js";

/** For the package booktabs. */
export const reportLatex = (all: readonly SweepResults[]): string =>
  [
    ...all.flatMap(reportTables).map(latexOf),
    ...[...ownRuns(all)].map(([name, runs]) => besidePaper(name, runs, "latex")),
  ].join("\n");

/** Every score of every protocol in a line of its own. */
export function reportCsv(all: readonly SweepResults[]): string {
  const groups = all.map((results) => ({
    name: results.title,
    rows: [{ name: "all", scores: results.scores }, ...results.parts].flatMap(({ name: part, scores }) =>
      scores.flatMap(({ protocol, samples, values, intervals }) =>
        Object.entries(values).map(([score, value]) => [
          ...[results.record.data.name, results.record.data.split, part, String(results.about.model)],
          ...[protocol, String(samples), score, String(value)],
          ...(intervals?.[score]?.map(String) ?? ["", ""]),
        ]),
      ),
    ),
  }));
  const head = ["dataset", "split", "part", "model", "protocol", "samples", "score", "value", "low", "high"];
  return csvOf({ title: "", head, groups, note: "" });
}

/** A line for each sample. */
export function samplesCsv(results: SweepResults): string {
  const names = [...new Set(results.samples.flatMap(({ scores }) => Object.keys(scores)))];
  const rows = results.samples.map(({ id, scores, seconds, costUsd }) => [
    ...[id, seconds.toFixed(3), String(costUsd)],
    ...names.map((name) => (scores[name] === undefined ? "" : String(scores[name]))),
  ]);
  return csvOf({
    title: "",
    head: ["sample", "seconds", "costUsd", ...names],
    groups: [{ name: results.title, rows }],
    note: "",
  });
}
