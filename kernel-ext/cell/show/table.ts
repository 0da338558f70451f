import { inspect } from "node:util";
import type { MimeBundle } from "../../runtime.js";
import { escapeHtml } from "../escapeHtml.js";
import { mathText } from "./mathText.js";

/** What a table shows at most; the rest is counted. */
export const mostRows = 200;
export const mostColumns = 50;

/** The part of a table that is shown, and how large the whole is. */
export interface Table {
  columns: string[];
  /** one array per row, in the order of `columns` */
  rows: unknown[][];
  rowCount: number;
  columnCount: number;
}

const countText = (count: number, name: string) =>
  `… ${count.toLocaleString("en")} more ${name}${count === 1 ? "" : "s"}`;

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return mathText(value) ?? inspect(value, { depth: 0, breakLength: Infinity });
}

function cellOf(value: unknown): string {
  if (value === undefined) return "<td></td>";
  const isNumber = typeof value === "number" || typeof value === "bigint";
  return `<td style="text-align: ${isNumber ? "right" : "left"}">${escapeHtml(textOf(value))}</td>`;
}

/** A table as HTML, for eyes and for screen readers: every row and column has a header of its own. */
export function tableBundle({ columns, rows, rowCount, columnCount }: Table): MimeBundle {
  const heads = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const body = rows.map(
    (row, i) => `<tr><th scope="row">${i}</th>${columns.map((_, j) => cellOf(row[j])).join("")}</tr>`,
  );
  const rest = [
    ...(rowCount > rows.length ? [countText(rowCount - rows.length, "row")] : []),
    ...(columnCount > columns.length ? [countText(columnCount - columns.length, "column")] : []),
  ];
  const note = rest.length > 0 ? `<p>${rest.join(", ")}</p>` : "";
  const table = `<table><thead><tr><td></td>${heads}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return { "text/html": table + note };
}
