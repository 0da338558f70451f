/** Matrices and expressions of mathjs. https://mathjs.org/docs/datatypes/index.html */
import type { MimeBundle } from "../../runtime.js";
import { hasBrand, mathText } from "./mathText.js";
import { mostColumns, mostRows, type Table, tableBundle } from "./table.js";

interface Matrix {
  size(): number[];
  get(index: number[]): unknown;
}

/** A matrix as a table, an expression as a formula, other values of mathjs as their text. */
export function mathBundle(value: object): MimeBundle | undefined {
  const text = mathText(value);
  if (text !== undefined) return { "text/plain": text };
  if (hasBrand(value, "isNode") && typeof (value as { toTex?: unknown }).toTex === "function") {
    const tex = String((value as { toTex(): unknown }).toTex());
    return { "text/plain": String(value), "text/latex": `$$${tex}$$` };
  }
  return hasBrand(value, "isMatrix") ? matrixBundle(value as Matrix) : undefined;
}

/** Reads only what is shown: a sparse matrix may have more places than fit in memory. */
function matrixBundle(matrix: Matrix): MimeBundle | undefined {
  const size = matrix.size();
  if (size.length < 1 || size.length > 2) return undefined;
  const [height, width] = size.length === 2 ? size : [1, size[0]];
  const at = (i: number, j: number) => matrix.get(size.length === 2 ? [i, j] : [j]);
  const columns = Array.from({ length: Math.min(width, mostColumns) }, (_, j) => String(j));
  const rows = Array.from({ length: Math.min(height, mostRows) }, (_, i) => columns.map((_, j) => at(i, j)));
  const table: Table = { columns, rows, rowCount: height, columnCount: width };
  const kind = (matrix as { type?: string }).type ?? "Matrix";
  const isSmall = height * width <= 400;
  const text = `${kind} ${size.join(" × ")}${isSmall ? ` ${matrix}` : ""}`;
  return { "text/plain": text, ...tableBundle(table) };
}
