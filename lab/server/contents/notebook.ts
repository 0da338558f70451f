/**
 * Notebooks as files: https://nbformat.readthedocs.io/en/latest/format_description.html
 * On disk, long texts are lists of lines, keys are sorted and the indent is 1, as every Jupyter writes them,
 * so that a save makes a small diff. In the API, texts are strings.
 */
import { HttpError } from "../../errors.js";

// biome-ignore lint/suspicious/noExplicitAny: notebooks are JSON whose cells differ by type
export type Json = any;

export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, Json>;
  cells: Json[];
}

/** Parses a notebook file. Throws 400 with the reason when it is none. */
export function parseNotebook(text: string): Notebook {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HttpError(400, `Unreadable Notebook: ${(error as Error).message}`);
  }
  return mapTexts(checkNotebook(value), joinText);
}

/** Writes a notebook as the text of a file. */
export function serializeNotebook(notebook: Notebook): string {
  return `${JSON.stringify(sortKeys(mapTexts(notebook, splitText)), null, 1)}\n`;
}

/** Throws 400 when a value is not a notebook of format 4. */
export function checkNotebook(value: Json): Notebook {
  const isObject = (v: Json) => typeof v === "object" && v !== null && !Array.isArray(v);
  if (!isObject(value) || value.nbformat !== 4 || !isObject(value.metadata) || !Array.isArray(value.cells)) {
    throw new HttpError(400, "Unreadable Notebook: it is not of nbformat 4.");
  }
  const isCell = (cell: Json) =>
    isObject(cell) && typeof cell.cell_type === "string" && isObject(cell.metadata);
  if (!value.cells.every(isCell)) throw new HttpError(400, "Unreadable Notebook: a cell is malformed.");
  if (value.cells.some((cell: Json) => cell.cell_type === "code" && !Array.isArray(cell.outputs))) {
    throw new HttpError(400, "Unreadable Notebook: a code cell has no list of outputs.");
  }
  return value;
}

/** Keys in code point order at every depth; arrays keep theirs. */
export function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}

function mapTexts(notebook: Notebook, convert: (text: Json) => Json): Notebook {
  const cells = notebook.cells.map((cell) => {
    const copy = { ...cell, source: convert(cell.source) };
    if (cell.attachments)
      copy.attachments = mapValues(cell.attachments, (bundle) => mapBundle(bundle, convert));
    if (cell.outputs) copy.outputs = cell.outputs.map((output: Json) => mapOutput(output, convert));
    return copy;
  });
  return { ...notebook, cells };
}

function mapOutput(output: Json, convert: (text: Json) => Json): Json {
  if (output.output_type === "stream") return { ...output, text: convert(output.text) };
  return output.data ? { ...output, data: mapBundle(output.data, convert) } : output;
}

function mapBundle(bundle: Json, convert: (text: Json) => Json): Json {
  return mapValues(bundle, (value, mimeType) => {
    if (mimeType === "application/json" || mimeType.endsWith("+json")) return value;
    // Base64 is one line that nobody reads; only what is text is split.
    const isText = mimeType.startsWith("text/") || /javascript$|svg\+xml$/.test(mimeType);
    return isText || Array.isArray(value) ? convert(value) : value;
  });
}

function mapValues(object: Json, convert: (value: Json, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value, key)]));
}

function joinText(text: Json): Json {
  return Array.isArray(text) ? text.join("") : text;
}

function splitText(text: Json): Json {
  return typeof text === "string" ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : text;
}
