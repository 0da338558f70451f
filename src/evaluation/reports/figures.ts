/**
 * Results as figures of Plotly (plotly.js's JSON; nothing here draws): the samples in order, classes and parts with
 * intervals, and ours beside the paper's columns.
 */
import type { SweepResults } from "../results/sweepResults.js";
import { type PaperTableName, paperTables } from "./besidePaper.js";
import { type PaperCell, paperCellsOf } from "./paperColumns.js";

/** As `plot` and every Plotly takes it. */
export interface ReportFigure {
  readonly name: "samples" | "classes" | "parts" | "paper";
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

const OURS = "#1565c0";
const THEIRS = "#9e9e9e";

/**
 * The figures of an evaluation; those that have nothing to show are left out.
 *
 * @example for (const { name, data, layout } of reportFigures(results)) console.log(name, data.length);
 */
export function reportFigures(results: SweepResults): readonly ReportFigure[] {
  const figures = [samplesFigure(results), classesFigure(results), partsFigure(results)];
  return [...figures, ...paperFigures(results)].filter((one) => one !== undefined);
}

/** A dot for each sample, the worst first, and how they are spread: `text` is the sample's name. */
function samplesFigure(results: SweepResults): ReportFigure | undefined {
  const { by } = results.ranking;
  const ordered = results.worst(Number.POSITIVE_INFINITY);
  if (ordered.length === 0) return undefined;
  const y = ordered.map(({ scores }) => scores[by]);
  return {
    name: "samples",
    data: [
      {
        ...{ type: "scatter", mode: "markers", name: by, marker: { color: OURS, opacity: 0.7 }, y },
        ...{ x: ordered.map((_, i) => i + 1), text: ordered.map(({ id }) => id) },
        hovertemplate: `%{text}<br>${by} %{y:.4g}<extra></extra>`,
      },
      { type: "histogram", y, xaxis: "x2", marker: { color: OURS }, name: "samples", hoverinfo: "x+y" },
    ],
    layout: {
      title: { text: `${by} of ${ordered.length} samples, the worst first` },
      xaxis: { title: { text: "sample" }, tickformat: "d", domain: [0, 0.78] },
      xaxis2: { title: { text: "samples" }, domain: [0.82, 1] },
      ...{
        yaxis: { title: { text: by }, range: [Math.min(0, ...y), 1.05 * Math.max(...y, 1e-9)] },
        showlegend: false,
        height: 380,
      },
    },
  };
}

function classesFigure({ classes }: SweepResults): ReportFigure | undefined {
  if (!classes) return undefined;
  const { measure, protocol, classes: all } = classes;
  const rows = all.map(({ name, value, interval }) => ({ name, value, interval }));
  return {
    name: "classes",
    data: [bars(rows, measure, OURS)],
    layout: barLayout(`${measure} by class (${protocol})`, rows.length),
  };
}

/** Each part by the first score of the first protocol. */
function partsFigure({ parts }: SweepResults): ReportFigure | undefined {
  if (parts.length === 0) return undefined;
  const [first] = parts[0].scores;
  const [score] = Object.keys(first?.values ?? {});
  if (score === undefined) return undefined;
  const rows = parts.flatMap(({ name, scores: [own] }) =>
    own?.values[score] === undefined
      ? []
      : [{ name, value: own.values[score], interval: own.intervals?.[score] }],
  );
  return {
    name: "parts",
    data: [bars(rows, score, OURS)],
    layout: barLayout(`${score} by part (${first.protocol})`, rows.length),
  };
}

interface Row {
  readonly name: string;
  readonly value: number;
  readonly interval?: readonly [low: number, high: number];
}

function bars(rows: readonly Row[], name: string, color: string): Record<string, unknown> {
  const end = ({ value, interval }: Row, i: 0 | 1): number =>
    interval === undefined ? 0 : Math.max(0, i === 0 ? value - interval[0] : interval[1] - value);
  return {
    ...{ type: "bar", orientation: "h", name, marker: { color } },
    ...{ y: rows.map((row) => row.name), x: rows.map(({ value }) => value) },
    // A bar without an interval has no whisker, not one of no length.
    ...(rows.some(({ interval }) => interval) && {
      error_x: {
        ...{ type: "data", symmetric: false, thickness: 1 },
        ...{ array: rows.map((row) => end(row, 1)), arrayminus: rows.map((row) => end(row, 0)) },
      },
    }),
  };
}

const barLayout = (title: string, rows: number): Record<string, unknown> => ({
  ...{ title: { text: title }, yaxis: { automargin: true, autorange: "reversed" } },
  ...{ xaxis: { rangemode: "tozero" }, showlegend: false, height: 140 + 22 * rows },
});

/** The paper's own numbers in grey and in its order, ours apart from them: they are not ranked. */
function paperFigures(results: SweepResults): ReportFigure[] {
  return paperCellsOf(results).map((cell): ReportFigure => {
    const { title, rows, columns, label } = paperTables[cell.table as PaperTableName];
    const place = columns.findIndex(({ name }) => name === cell.column);
    const theirs = rows.flatMap(({ model, values }) => {
      const value = values[place];
      return value === null ? [] : [{ name: model, value }];
    });
    const arrow = columns[place].isHigherBetter ? "more is better" : "less is better";
    return {
      name: "paper",
      data: [bars(theirs, "the paper's, protocol assumed", THEIRS), ours(results, cell)],
      layout: {
        ...barLayout(`${title}: ${cell.column} (${label}; ${arrow})`, theirs.length + 2),
        ...{ showlegend: true, legend: { orientation: "h", y: -0.2 } },
        annotations: [
          {
            ...{
              text: "Protocol of the paper's numbers assumed: not to be ranked with ours.",
              showarrow: false,
            },
            ...{ xref: "paper", yref: "paper", x: 0, y: 1.02, yanchor: "bottom", font: { size: 11 } },
          },
        ],
      },
    };
  });
}

function ours(results: SweepResults, { value, interval, protocol }: PaperCell): Record<string, unknown> {
  const name = `ours: ${String(results.about.model)}`;
  return bars([{ name, value, interval }], `ours (${protocol})`, OURS);
}
