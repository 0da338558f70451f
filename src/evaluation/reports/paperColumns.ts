/** Which of our numbers stand in which column of the paper's tables; others have no column there. */
import type { SweepResults } from "../results/sweepResults.js";
import type { OwnRun, PaperTableName } from "./besidePaper.js";

interface Column {
  readonly table: PaperTableName;
  readonly column: string;
  /** how the protocol's name begins */
  readonly protocol: string;
  readonly score: string;
  /** the paper writes shares as hundredths, but for depth's and for correlations */
  readonly factor?: number;
}

const depth = (name: string): Column[] => [
  { table: "depth", column: `${name} δ1`, protocol: "UniK3D", score: "d1" },
  { table: "depth-error", column: `${name} AbsRel`, protocol: "UniK3D", score: "absRel" },
];
const normals = (name: string): Column[] => [
  { table: "normals", column: `${name} mean °`, protocol: "DSINE", score: "mean" },
  { table: "normals", column: `${name} median °`, protocol: "DSINE", score: "median" },
];
const percent = (table: PaperTableName, column: string, protocol: string, score: string): Column => ({
  ...{ table, column, protocol, score, factor: 100 },
});

/** By data set and split; a split that the paper does not report has none. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  "nyuv2 test": depth("NYU"),
  "ibims test": depth("iBims-1"),
  "eth3d train": depth("ETH3D"),
  "diode indoors": depth("DIODE indoor"),
  "kitti eigen": depth("KITTI"),
  "nuscenes val": depth("nuScenes"),
  "dsine nyuv2": normals("NYUv2"),
  "dsine scannet": normals("ScanNet"),
  "dsine vkitti": normals("VKITTI"),
  "cityscapes val": [percent("cityscapes", "mIoU %", "Cityscapes", "mIoU")],
  "refcocog val": [percent("refcocog", "cIoU %", "LISA", "cIoU")],
  "reasonseg val": [percent("reasonseg", "gIoU %", "LISA", "gIoU")],
  "saco-gold all": [
    percent("sa-co", "cgF1 %", "SA-Co", "cgF1"),
    { table: "sa-co", column: "IL_MCC", protocol: "SA-Co", score: "IL_MCC" },
    percent("sa-co", "pmF1 %", "SA-Co", "pmF1"),
  ],
  "genai-bench all": [percent("preferences", "GenAI-Bench wins %", "win rate", "winRate")],
  "imgedit all": [percent("preferences", "ImgEdit wins %", "win rate", "winRate")],
};

/** One number of ours under a column of the paper's. */
export interface PaperCell {
  readonly table: PaperTableName;
  readonly column: string;
  readonly protocol: string;
  readonly value: number;
  readonly interval?: readonly [low: number, high: number];
}

export function paperCellsOf({ record, scores }: SweepResults): readonly PaperCell[] {
  const columns = COLUMNS[`${record.data.name} ${record.data.split}`] ?? [];
  return columns.flatMap(({ table, column, protocol, score, factor = 1 }) => {
    const own = scores.find((one) => one.protocol.startsWith(protocol));
    const value = own?.values[score];
    if (own === undefined || value === undefined) return [];
    const interval = own.intervals?.[score];
    return [
      {
        ...{ table, column, protocol: own.protocol, value: round(factor * value) },
        ...(interval && { interval: [round(factor * interval[0]), round(factor * interval[1])] as const }),
      },
    ];
  });
}

const round = (value: number): number => Number(value.toPrecision(4));

/** Evaluations as rows of the paper's tables: those of one model in one row. */
export function ownRuns(all: readonly SweepResults[]): ReadonlyMap<PaperTableName, readonly OwnRun[]> {
  const tables = new Map<PaperTableName, OwnRun[]>();
  for (const results of all) {
    const whole = results.isWhole ? "" : `, ${results.samples.length} of ${results.total} samples`;
    const model = `${String(results.about.model)}${whole}`;
    for (const { table, column, protocol, value } of paperCellsOf(results)) {
      const rows = tables.get(table) ?? [];
      const known = rows.findIndex((row) => row.model === model && !(column in row.values));
      if (known < 0) rows.push({ model, protocol, values: { [column]: value } });
      else rows[known] = joined(rows[known], protocol, { [column]: value });
      tables.set(table, rows);
    }
  }
  return tables;
}

const joined = (row: OwnRun, protocol: string, values: OwnRun["values"]): OwnRun => ({
  ...{ ...row, values: { ...row.values, ...values } },
  protocol: row.protocol.includes(protocol) ? row.protocol : `${row.protocol}; ${protocol}`,
});
