/** A notebook's outputs without what differs from run to run or from machine to machine. */
import { homedir, tmpdir } from "node:os";
import { type Cell, type Json, type Notebook, type Output, textOf } from "../notebook/notebook.js";
import { dataOf, storedMime, widgetViewMime } from "../notebook/outputData.js";
import { PublishError } from "./errors.js";

/** Moments as computers write them. Days alone may be meant. */
const MOMENT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/**
 * Takes ids, times and the state of widgets out, in place: views are kept in the outputs that show them, and need
 * neither kernel nor ids.
 *
 * @param folder the notebook's, which no output may name
 * @throws PublishError for an output that names a folder of this machine or a moment, for it could not be the same again
 */
export function makeStable(notebook: Notebook, folder: string): void {
  delete notebook.metadata.widgets;
  const ids = new Map<string, string>();
  for (const [index, cell] of notebook.cells.entries()) {
    delete cell.metadata.execution;
    // nbformat wants ids, and JupyterLab draws new ones for cells without: theirs stay.
    if (cell.cell_type !== "code") continue;
    cell.outputs = (cell.outputs ?? []).flatMap((output) => stableOutput(output, ids));
    checkCell(cell, index, folder);
  }
}

function stableOutput(output: Output, ids: Map<string, string>): Output[] {
  const { transient: _, ...kept } = output as Output & { transient?: unknown };
  const data = dataOf(kept);
  if (!data) return [kept];
  const { [widgetViewMime]: widget, ...rest } = data;
  // A widget without a stored view, as a slider, can be shown by its kernel alone.
  if (widget !== undefined && !(storedMime in rest)) return restOf({ ...kept, data: rest });
  if (storedMime in rest) rest[storedMime] = numbered(rest[storedMime], ids);
  return [{ ...kept, data: rest }];
}

/** Of a slider only its words remain; of what has none, nothing. */
function restOf(output: Output & { data: Json }): Output[] {
  return Object.keys(output.data).length > 0 ? [output] : [];
}

/**
 * Names that views share are drawn anew in each run: here they are told by their order. What a box holds is stored with
 * it, and needs no widget either.
 */
function numbered(stored: unknown, ids: Map<string, string>): unknown {
  const text = JSON.stringify(stored).replace(UUID, (id) => {
    if (!ids.has(id)) ids.set(id, `shared-${ids.size + 1}`);
    return ids.get(id) as string;
  });
  return JSON.parse(text, (key, value) => (key === widgetViewMime ? undefined : value));
}

function checkCell(cell: Cell, index: number, folder: string): void {
  const said = cell.outputs?.map(wordsOf).join("\n") ?? "";
  const name = `Cell ${index + 1} of the notebook`;
  const place = [folder, homedir(), tmpdir()].find((one) => one.length > 1 && said.includes(one));
  if (place !== undefined)
    throw new PublishError(
      `${name} shows a folder of this machine, "${place}"`,
      "Print the file's name alone: nobody else has that folder.",
      1,
    );
  const [moment] = MOMENT.exec(said) ?? [];
  if (moment !== undefined)
    throw new PublishError(`${name} shows a moment, "${moment}"`, "It would be another in each run.", 1);
}

/** Everything in an output that people read. */
export function wordsOf(output: Output): string {
  if (output.output_type === "stream") return textOf(output.text as string);
  if (output.output_type === "error") return [output.ename, output.evalue].join(": ");
  const data = dataOf(output) ?? {};
  return Object.entries(data)
    .filter(([mime]) => mime.startsWith("text/"))
    .map(([, text]) => (Array.isArray(text) ? text.join("") : String(text)))
    .join("\n");
}
