/** Data frames of other libraries, known by their methods; none of them is imported. */
import type { MimeBundle } from "../../runtime.js";
import { isPlainObject } from "../../widgets/buffers.js";
import { recordsBundle } from "./arrays.js";
import { mostColumns, mostRows, tableBundle } from "./table.js";

type Method = (...args: unknown[]) => unknown;
type Frame = Record<string, unknown> & object;

const has = (value: Frame, ...names: string[]): boolean =>
  names.every((name) => typeof value[name] === "function");

const call = (value: Frame, name: string, ...args: unknown[]): unknown => (value[name] as Method)(...args);

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string");

const records = (value: unknown) => (Array.isArray(value) && value.every(isPlainObject) ? value : undefined);

/** https://idl.uw.edu/arquero/api/table */
function arquero(frame: Frame): MimeBundle | undefined {
  if (!has(frame, "objects", "numRows", "columnNames")) return undefined;
  const names = call(frame, "columnNames");
  const rows = records(call(frame, "objects", { limit: mostRows }));
  return rows && isNames(names) ? recordsBundle(rows, Number(call(frame, "numRows")), names) : undefined;
}

/** https://pola-rs.github.io/nodejs-polars */
function polars(frame: Frame): MimeBundle | undefined {
  if (!has(frame, "head", "toRecords") || !isNames(frame.columns)) return undefined;
  const rows = records(call(call(frame, "head", mostRows) as Frame, "toRecords"));
  return rows && recordsBundle(rows, Number(frame.height), frame.columns);
}

/** https://danfo.jsdata.org/api-reference/dataframe */
function danfo(frame: Frame): MimeBundle | undefined {
  const { columns, values, shape } = frame;
  if (!isNames(columns) || !Array.isArray(values) || !Array.isArray(shape)) return undefined;
  const rows = values.slice(0, mostRows).map((row) => [row].flat().slice(0, mostColumns));
  return tableBundle({
    columns: columns.slice(0, mostColumns),
    rows,
    rowCount: values.length,
    columnCount: columns.length,
  });
}

/** https://arrow.apache.org/docs/js/classes/Arrow.Table.html */
function arrow(frame: Frame): MimeBundle | undefined {
  const fields = (frame.schema as { fields?: { name?: unknown }[] } | undefined)?.fields;
  if (!Array.isArray(fields) || typeof frame.numRows !== "number" || !has(frame, "get")) return undefined;
  const names = fields.map(({ name }) => String(name));
  const rows = Array.from({ length: Math.min(frame.numRows, mostRows) }, (_, i) => {
    const row = call(frame, "get", i) as Record<string, unknown>;
    return Object.fromEntries(names.map((name) => [name, row[name]]));
  });
  return recordsBundle(rows, frame.numRows, names);
}

/** A data frame as a table; undefined for anything else. */
export function dataframeBundle(value: object): MimeBundle | undefined {
  const frame = value as Frame;
  return arquero(frame) ?? polars(frame) ?? danfo(frame) ?? arrow(frame);
}
