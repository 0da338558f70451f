/** A table as people paste it elsewhere. */
import type { ScoreTable } from "../state.js";

export type TableFormat = "csv" | "markdown" | "latex";

/**
 * @example tableText(table, "latex") // \begin{tabular}{lrr} …
 */
export function tableText({ head, rows }: ScoreTable, format: TableFormat): string {
  const plain = [head, ...rows].map((row) => row.map((text) => text.replaceAll("\u00a0", " ")));
  if (format === "csv") return `${plain.map((row) => row.map(quoted).join(",")).join("\n")}\n`;
  if (format === "markdown") {
    const lines = plain.map((row) => `| ${row.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`);
    const rule = `|${head.map((_, i) => (i === 0 ? "---" : "---:")).join("|")}|`;
    return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
  }
  const body = plain.map((row) => `${row.map(inLatex).join(" & ")} \\\\`);
  return [
    `\\begin{tabular}{l${"r".repeat(head.length - 1)}}`,
    "\\toprule",
    body[0],
    "\\midrule",
    ...body.slice(1),
    "\\bottomrule",
    "\\end{tabular}\n",
  ].join("\n");
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const symbols: Readonly<Record<string, string>> = {
  "δ₁": "$\\delta_1$",
  "log₁₀": "$\\log_{10}$",
  "∞": "$\\infty$",
  "°": "$^\\circ$",
  "–": "--",
  "<": "$<$",
};

function inLatex(text: string): string {
  const escaped = text.replace(/[&%#_{}$]/g, (sign) => `\\${sign}`);
  return Object.entries(symbols).reduce((all, [sign, code]) => all.replaceAll(sign, code), escaped);
}
