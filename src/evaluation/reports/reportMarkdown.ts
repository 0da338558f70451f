import { relative } from "node:path";
import type { SweepResults } from "../results/sweepResults.js";
import { besidePaper } from "./besidePaper.js";
import { ownRuns } from "./paperColumns.js";
import { reportTables, WORST } from "./reportTables.js";
import { markdownOf } from "./tableText.js";

/** The pictures of the worst samples, where they lie. */
function picturesOf(results: SweepResults, folder: string): string {
  const rows = results.worst(WORST).map(({ id, pictures }) => {
    const shown = Object.entries(pictures).map(
      ([name, path]) => `![${name} of ${id}](<${relative(folder, path)}>)`,
    );
    return shown.length > 0 ? `${id}\n\n${shown.join(" ")}\n` : "";
  });
  return rows.filter(Boolean).join("\n");
}

const notesOf = ({ samples, total, failures, costUsd }: SweepResults): string[] => [
  ...(samples.length < total
    ? [`${samples.length} of ${total} samples have a result; the others are in no score.`]
    : []),
  ...(failures.length > 0 ? [`${failures.length} samples failed: ${failures[0].error}`] : []),
  ...(costUsd > 0 ? [`It has cost $${costUsd.toFixed(2)}.`] : []),
];

/** The evaluations' own facts, one line each. */
function recordLines({ about, record, dataDigest, folder }: SweepResults): string {
  const { data, versions, command, begun } = record;
  const lines = {
    data: `${data.title} ${data.split}, ${data.size} samples, licence ${data.licence}`,
    "data's hash": `${dataDigest} (names ${data.idsDigest})`,
    generator: `${String(about.generator)} (${String(about.model)}${about.modelVersion ? ` ${String(about.modelVersion)}` : ""})`,
    "seed and votes": `${String(about.seed ?? 0)}, ${String(about.votes ?? 1)}`,
    versions: Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    begun,
    ...(command !== undefined && { command: `\`${command}\`` }),
    folder: `\`${folder}\``,
  };
  return Object.entries(lines)
    .map(([name, words]) => `- ${name}: ${words}`)
    .join("\n");
}

/** @param folder where the report will lie: pictures are linked from there */
export function reportMarkdown(all: readonly SweepResults[], folder: string): string {
  const parts = all.flatMap((results) => [
    `## ${results.title}`,
    "",
    ...notesOf(results).flatMap((note) => [`> ${note}`, ""]),
    ...reportTables(results).map(markdownOf),
    picturesOf(results, folder),
    "### To repeat it",
    "",
    recordLines(results),
    "",
  ]);
  const tables = [...ownRuns(all)].map(([name, runs]) => besidePaper(name, runs, "markdown"));
  const beside = tables.length > 0 ? ["## Beside the paper", "", ...tables] : [];
  return ["# Evaluations", "", ...parts, ...beside].join("\n");
}
