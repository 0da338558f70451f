/** Our runs beside the paper's tables, never in one ranking: nobody outside knows how its numbers were measured. */

import { nearestName } from "../../checkOptions.js";
import { ArgumentError } from "../../errors.js";
import { depthErrorTable, depthTable, normalsTable, preferenceTable } from "./paperGeometry.js";
import { cityscapesTable, reasonSegTable, refcocogTable, sacoSubsetsTable, sacoTable } from "./paperMasks.js";
import type { PaperTable } from "./paperTable.js";
import { csvOf, latexOf, markdownOf, type TableText } from "./tableText.js";

/** The paper's tables, by name. */
export const paperTables = Object.freeze({
  cityscapes: cityscapesTable,
  refcocog: refcocogTable,
  reasonseg: reasonSegTable,
  "sa-co": sacoTable,
  "sa-co-subsets": sacoSubsetsTable,
  depth: depthTable,
  "depth-error": depthErrorTable,
  normals: normalsTable,
  preferences: preferenceTable,
} satisfies Record<string, PaperTable>);

export type PaperTableName = keyof typeof paperTables;

/** A run of ours: its numbers by the names of the table's columns. */
export interface OwnRun {
  readonly model: string;
  /** by which its numbers were measured */
  readonly protocol: string;
  readonly values: Readonly<Record<string, number>>;
}

const writers = { markdown: markdownOf, latex: latexOf, csv: csvOf } as const;

/**
 * A table of the paper with runs of ours below it. Ours name their protocol; the paper's are marked as the paper's,
 * "protocol assumed", and nothing is ranked across.
 *
 * @throws ArgumentError for a table or a column that there is none of
 * @example
 * const run = { model: "mine", protocol: "UniK3D on NYUv2", values: { "NYU δ1": 0.9 } };
 * console.log(besidePaper("depth", [run], "markdown"));
 */
export function besidePaper(
  name: PaperTableName,
  runs: readonly OwnRun[],
  format: keyof typeof writers = "markdown",
): string {
  const table: PaperTable | undefined = Object.hasOwn(paperTables, name) ? paperTables[name] : undefined;
  if (!table) throw unknown("name", name, Object.keys(paperTables));
  const names = table.columns.map((column) => column.name);
  for (const { values } of runs)
    for (const column of Object.keys(values))
      if (!names.includes(column)) throw unknown("values", column, names);
  if (!Object.hasOwn(writers, format)) throw unknown("format", format, Object.keys(writers));
  return writers[format](textOf(table, runs));
}

function textOf({ title, label, columns, rows, assumption }: PaperTable, runs: readonly OwnRun[]): TableText {
  const hasCameras = rows.some(({ intrinsics }) => intrinsics !== undefined);
  const head = [
    "model",
    "zero-shot",
    ...(hasCameras ? ["camera known"] : []),
    ...columns.map((one) => one.name),
  ];
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : String(value);
  const theirs = rows.map(({ model, isZeroShot, intrinsics, values, note }) => [
    note ? `${model} (${note})` : model,
    isZeroShot ? "yes" : "no",
    ...(hasCameras ? [intrinsics ?? "–"] : []),
    ...values.map(number),
  ]);
  const ours = runs.map(({ model, protocol, values }) => [
    `${model} (${protocol})`,
    "–",
    ...(hasCameras ? ["–"] : []),
    ...columns.map((column) => number(values[column.name])),
  ]);
  return {
    title,
    groups: [
      { name: `The paper's (arXiv 2604.20329, ${label}; protocol assumed)`, rows: theirs },
      ...(ours.length > 0 ? [{ name: "Ours (not to be ranked with the paper's)", rows: ours }] : []),
    ],
    ...{ head, note: assumption },
  };
}

function unknown(argument: string, got: string, names: readonly string[]): ArgumentError {
  const near = nearestName(got, names);
  return new ArgumentError({
    ...{ argument, expected: `one of ${names.join(", ")}`, got: JSON.stringify(got) },
    remedy: near ? `write ${near}` : "choose one of them",
  });
}
