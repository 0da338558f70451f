/** Arrays that are tables: of records, of arrays, of typed arrays. */
import type { MimeBundle } from "../../runtime.js";
import { isPlainObject } from "../../widgets/buffers.js";
import { mostColumns, mostRows, tableBundle } from "./table.js";

type Row = ArrayLike<unknown>;

const isRow = (value: unknown): value is Row =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** The values of a row as it is read by `Array.from`, without copying those that are not shown. */
const start = (row: Row): unknown[] =>
  Array.from({ length: Math.min(row.length, mostColumns) }, (_, j) => row[j]);

/** An array of records or of rows as an HTML table; undefined for anything else. */
export function arrayBundle(value: unknown): MimeBundle | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every(isPlainObject)) return recordsBundle(value, value.length);
  // One row is a list, which its text shows better.
  return value.length > 1 && value.every(isRow) ? rowsBundle(value) : undefined;
}

/**
 * Records as a table with a column for every key.
 *
 * @param count how many records there are, where `records` are only the first
 * @param names the columns; left out: every key of what is shown
 */
export function recordsBundle(
  records: readonly Record<string, unknown>[],
  count: number,
  names?: string[],
): MimeBundle | undefined {
  const shown = records.slice(0, mostRows);
  const keys = names ?? [...new Set(shown.flatMap((record) => Object.keys(record)))];
  if (keys.length === 0) return undefined;
  const columns = keys.slice(0, mostColumns);
  const rows = shown.map((record) => columns.map((key) => record[key]));
  return tableBundle({ columns, rows, rowCount: count, columnCount: keys.length });
}

function rowsBundle(rows: readonly Row[]): MimeBundle | undefined {
  // Deeper arrays are no table.
  if (rows.slice(0, mostRows).some((row) => start(row).some(isRow))) return undefined;
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  if (width === 0) return undefined;
  const columns = Array.from({ length: Math.min(width, mostColumns) }, (_, j) => String(j));
  return tableBundle({
    columns,
    rows: rows.slice(0, mostRows).map(start),
    rowCount: rows.length,
    columnCount: width,
  });
}
