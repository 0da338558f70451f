/** Tables as the places that they go to want them. */

export interface TableText {
  readonly title: string;
  readonly head: readonly string[];
  /** rows that belong together, under a name of their own */
  readonly groups: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
  readonly note: string;
}

export function markdownOf({ title, head, groups, note }: TableText): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const body = groups.flatMap(({ name, rows }) => [
    line([`**${name}**`, ...head.slice(1).map(() => "")]),
    ...rows.map(line),
  ]);
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...body, "", note, ""].join("\n");
}

const latexSigns: Readonly<Record<string, string>> = {
  ...{ "&": "\\&", "%": "\\%", $: "\\$", "#": "\\#", _: "\\_", "{": "\\{", "}": "\\}" },
  ...{ "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}" },
  ...{ δ: "$\\delta$", "°": "$^\\circ$", "–": "--", "’": "'" },
};
const escaped = (text: string): string => text.replace(/[&%$#_{}~^\\δ°–’]/g, (sign) => latexSigns[sign]);

/** For the package booktabs. */
export function latexOf({ title, head, groups, note }: TableText): string {
  const line = (cells: readonly string[]): string => `${cells.map(escaped).join(" & ")} \\\\`;
  const body = groups.flatMap(({ name, rows }) => [
    "\\midrule",
    `\\multicolumn{${head.length}}{l}{\\emph{${escaped(name)}}} \\\\`,
    ...rows.map(line),
  ]);
  return [
    "\\begin{table}",
    `\\caption{${escaped(`${title}. ${note}`)}}`,
    `\\begin{tabular}{l${"c".repeat(head.length - 1)}}`,
    ...["\\toprule", line(head), ...body, "\\bottomrule"],
    ...["\\end{tabular}", "\\end{table}", ""],
  ].join("\n");
}

/** RFC 4180, with the group in a column of its own. */
export function csvOf({ head, groups }: TableText): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: readonly string[]): string => cells.map(cell).join(",");
  const rows = groups.flatMap(({ name, rows: own }) => own.map((row) => line([name, ...row])));
  return `${[line(["source", ...head]), ...rows].join("\r\n")}\r\n`;
}
