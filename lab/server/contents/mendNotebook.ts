/** Notebooks that programs wrote by hand: what nbformat 4 requires and has only one sensible value is put in. */
import { createHash } from "node:crypto";
import type { Json } from "./notebook.js";

const isObject = (value: Json) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The notebook with metadata, sources, outputs and, from nbformat 4.5, an id for each cell, none of them twice.
 * What is there stays, valid or not: it is somebody's. Throws a RangeError for what is no notebook of nbformat 4.
 */
export function mendNotebook(value: Json): Json {
  const { cells, metadata = {}, nbformat_minor: minor } = value;
  if (!isObject(metadata)) throw new RangeError("its metadata are not an object");
  if (!Array.isArray(cells)) throw new RangeError("it has no list of cells");
  const nbformatMinor = Number.isInteger(minor) ? minor : 0;
  const known = new Set<string>();
  const mended = cells.map((cell, index) => {
    const whole = mendCell(cell, index);
    if (nbformatMinor < 5) return whole;
    const id = typeof whole.id === "string" && !known.has(whole.id) ? whole.id : freeId(whole, index, known);
    known.add(id);
    return { ...whole, id };
  });
  return { ...value, nbformat_minor: nbformatMinor, metadata, cells: mended };
}

/** An id that is the same whenever the file is read, so that what was signed stays signed. */
export function cellId(source: Json, index: number): string {
  return createHash("sha256")
    .update(JSON.stringify([index, source]))
    .digest("hex")
    .slice(0, 8);
}

function freeId({ source }: Json, index: number, known: Set<string>): string {
  let id = cellId(source, index);
  for (let n = 1; known.has(id); n++) id = cellId([source, n], index);
  return id;
}

function mendCell(cell: Json, index: number): Json {
  const name = `cell ${index + 1}`;
  if (!isObject(cell) || typeof cell.cell_type !== "string") throw new RangeError(`${name} has no cell_type`);
  const { metadata = {}, source = "", ...rest } = cell;
  if (!isObject(metadata)) throw new RangeError(`the metadata of ${name} are not an object`);
  if (typeof source !== "string" && !Array.isArray(source))
    throw new RangeError(`the source of ${name} is no text`);
  if (cell.cell_type !== "code") {
    // Only code has outputs; a list of them is kept where a writer put it, and what is none is not.
    const { outputs, attachments, ...own } = rest;
    const kept = Array.isArray(outputs) && outputs.every(isObject) ? { outputs } : {};
    const known = isObject(attachments)
      ? {
          attachments: Object.fromEntries(
            Object.entries(attachments).filter(([, bundle]) => isObject(bundle)),
          ),
        }
      : {};
    return { ...own, ...kept, ...known, metadata, source };
  }
  const { outputs = [], execution_count = null } = cell;
  if (!Array.isArray(outputs) || !outputs.every(isObject))
    throw new RangeError(`the outputs of ${name} are not a list of outputs`);
  return { ...rest, metadata, source, execution_count, outputs: outputs.map(mendOutput) };
}

function mendOutput(output: Json): Json {
  const { output_type: type } = output;
  if (type === "stream") return { name: "stdout", text: "", ...output };
  if (type === "error") return { ename: "", evalue: "", traceback: [], ...output };
  if (type === "display_data") return { data: {}, metadata: {}, ...output };
  if (type === "execute_result") return { data: {}, metadata: {}, execution_count: null, ...output };
  return output;
}
