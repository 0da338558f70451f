import { inspect } from "node:util";
import type { MimeBundle } from "../runtime.js";
import { isPlainObject } from "../widgets/buffers.js";

const mostRows = 200;
const mostColumns = 50;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character]);

function cell(value: unknown): string {
  if (value === undefined) return "<td></td>";
  if (typeof value === "number") return `<td style="text-align: right">${value}</td>`;
  const text = typeof value === "string" ? value : inspect(value, { depth: 0, breakLength: Infinity });
  return `<td style="text-align: left">${escapeHtml(text)}</td>`;
}

/** An array of records as an HTML table; undefined for anything else. */
export function tableBundle(value: unknown): MimeBundle | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPlainObject)) return undefined;
  const rows = value.slice(0, mostRows);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, mostColumns);
  if (columns.length === 0) return undefined;
  const head = `<tr><th></th>${columns.map((name) => `<th>${escapeHtml(name)}</th>`).join("")}</tr>`;
  const body = rows.map(
    (row, i) => `<tr><th>${i}</th>${columns.map((name) => cell(row[name])).join("")}</tr>`,
  );
  const rest = value.length > mostRows ? `<p>${value.length - mostRows} more rows</p>` : "";
  return { "text/html": `<table><thead>${head}</thead><tbody>${body.join("")}</tbody></table>${rest}` };
}
