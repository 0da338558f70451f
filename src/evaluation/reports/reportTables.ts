/** What a report says of one evaluation, table by table. */
import { numberText, withInterval } from "../results/numberText.js";
import type { SweepResults } from "../results/sweepResults.js";
import type { TableText } from "./tableText.js";

/** By class and by part there are dozens: the first ones are the protocol's own. */
const MOST_SCORES = 12;
export const WORST = 5;

/** Of one protocol: its scores with their intervals. */
function scoreTables(results: SweepResults): TableText[] {
  return results.scores
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ protocol, samples, values, intervals, intervalsBy }) => {
      const rows = Object.entries(values)
        .slice(0, MOST_SCORES)
        .map(([name, value]) => [name, numberText(value), ...intervalCells(intervals?.[name])]);
      return {
        title: protocol,
        head: ["score", "value", "from", "to"],
        groups: [{ name: `${results.title}, ${samples} samples`, rows }],
        note: intervalsBy ? `Intervals of ${intervalsBy}.` : "Too few samples for intervals.",
      };
    });
}

const intervalCells = (interval?: readonly [number, number]): string[] =>
  interval ? interval.map(numberText) : ["–", "–"];

function classTable({ classes, title }: SweepResults): TableText[] {
  if (!classes) return [];
  const rows = classes.classes.map(({ name, value, interval }) => [
    name,
    numberText(value),
    ...intervalCells(interval),
  ]);
  return [
    {
      title: `${classes.measure} by class, the worst first`,
      ...{ head: ["class", classes.measure, "from", "to"], groups: [{ name: title, rows }] },
      note: classes.protocol,
    },
  ];
}

function partTable({ parts, title }: SweepResults): TableText[] {
  const [first] = parts[0]?.scores ?? [];
  if (!first) return [];
  const names = Object.keys(first.values).slice(0, 4);
  const rows = parts.map(({ name, scores: [own] }) => [
    name,
    String(own?.samples ?? 0),
    ...names.map((score) =>
      own?.values[score] === undefined ? "–" : withInterval(own.values[score], own.intervals?.[score]),
    ),
  ]);
  return [
    {
      title: "By part",
      head: ["part", "samples", ...names],
      groups: [{ name: title, rows }],
      note: first.protocol,
    },
  ];
}

function worstTable(results: SweepResults): TableText[] {
  const worst = results.worst(WORST);
  if (worst.length === 0) return [];
  // Not all samples have all scores: a picture without an object has none of objects.
  const names = [...new Set(worst.flatMap(({ scores }) => Object.keys(scores)))].slice(0, 4);
  const cell = (value: number | undefined): string => (value === undefined ? "–" : numberText(value));
  const rows = worst.map(({ id, scores }) => [id, ...names.map((name) => cell(scores[name]))]);
  return [
    {
      ...{ title: "Worst samples", head: ["sample", ...names], groups: [{ name: results.title, rows }] },
      note: `By ${results.ranking.by}.`,
    },
  ];
}

/** Scores by protocol, class and part, and the worst samples. */
export const reportTables = (results: SweepResults): TableText[] => [
  ...[...scoreTables(results), ...classTable(results), ...partTable(results), ...worstTable(results)],
];
