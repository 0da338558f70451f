import type { CeilingCell, CeilingRow, CeilingTable } from "./ceiling.js";
import { HEADLINES, type Headline } from "./headlines.js";

const NONE = "—";

/**
 * The table of a ceiling as Markdown: a line for each data set, a column for each generator, in each cell the numbers
 * that papers tell first.
 *
 * @example console.log(ceilingMarkdown(await measureCeiling({ folder: "results", scenes: 1 })));
 */
export function ceilingMarkdown({ rows, generators, scenes, seed }: CeilingTable): string {
  const heads = ["data set", "pictures", "protocol", "scores", ...generators.map((one) => `\`${one}\``)];
  const lines = rows.map((row) => [
    `${row.title} ${row.split}`,
    `${row.samples} of ${row.width} × ${row.height}`,
    protocolOf(row),
    (HEADLINES[row.task] ?? []).map(labelOf).join(" · "),
    ...row.cells.map((cell) => cellText(row, cell)),
  ]);
  const failures = rows.flatMap(({ title, split, cells }) =>
    cells
      .filter((cell) => cell.failures.length > 0)
      .map(
        ({ generator, failures: [first, ...more] }) =>
          `> ${title} ${split} by ${generator}: ${more.length + 1} failed and are in no score: ${first.error}`,
      ),
  );
  const table = [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`);
  const about = `Synthetic scenes, ${scenes} for each part of a data set, seed ${seed}.`;
  return `${[...table, "", about, ...failures].join("\n")}\n`;
}

const labelOf = ({ label, better }: Headline): string => `${label} ${better === "higher" ? "↑" : "↓"}`;

/** "UniK3D on NYUv2 (0.005–10 m, …)" is told by the line's other cells but for whose rules they are. */
const protocolOf = ({ cells }: CeilingRow): string =>
  cells[0]?.scores[0]?.protocol.replace(/ on [^(]*/, " ").trim() ?? NONE;

function cellText({ task }: CeilingRow, { scores }: CeilingCell): string {
  const values = scores[0]?.values ?? {};
  return (HEADLINES[task] ?? [])
    .map(({ key, times, digits }) => {
      const value = values[key];
      return value === undefined || Number.isNaN(value) ? NONE : (times * value).toFixed(digits);
    })
    .join(" · ");
}
