/**
 * Notebooks as files: https://nbformat.readthedocs.io/en/latest/format_description.html
 * On disk, long texts are lists of lines, keys are sorted and the indent is 1, as every Jupyter writes them,
 * so that a save makes a small diff. In the API, texts are strings.
 */
import { HttpError } from "../../errors.js";
import { mendNotebook } from "./mendNotebook.js";
import { upgradeNotebook } from "./upgradeNotebook.js";

// biome-ignore lint/suspicious/noExplicitAny: notebooks are JSON whose cells differ by type
export type Json = any;

export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, Json>;
  cells: Json[];
}

/** Parses a notebook file, an older one as if it were of nbformat 4. Throws 400 with the reason when it is none. */
export function parseNotebook(text: string): Notebook {
  let value: Json;
  try {
    // Some editors put a byte order mark in front.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new HttpError(400, `Unreadable Notebook: ${(error as Error).message}`);
  }
  return mapTexts(
    explain(() => toNotebook4(value)),
    joinText,
  );
}

/**
 * A notebook of nbformat 2 or 3 as one of 4, and what is missing in one of 4 put in.
 *
 * @throws {RangeError} that says what stops the value from being a notebook
 */
export function toNotebook4(value: Json): Notebook {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const kind = Array.isArray(value) ? "a list" : JSON.stringify(value);
    throw new RangeError(`it holds ${kind} and not an object`);
  }
  const { nbformat } = value;
  if (nbformat === 2 || nbformat === 3) return mendNotebook(upgradeNotebook(value));
  if (nbformat === 4) return withoutTransients(mendNotebook(value));
  if (nbformat === undefined) throw new RangeError("it names no nbformat");
  const isNewer = Number.isInteger(nbformat) && nbformat > 4;
  throw new RangeError(
    `it is of nbformat ${JSON.stringify(nbformat)}${isNewer ? ", which is newer than 4" : ""}`,
  );
}

/** Writes a notebook as the text of a file. */
export function serializeNotebook(notebook: Notebook): string {
  return `${JSON.stringify(sortKeys(mapTexts(notebook, splitText)), null, 1)}\n`;
}

/** The notebook without what is true of it only while it is open, and was written by mistake. */
export function withoutTransients(notebook: Notebook): Notebook {
  const { signature: _, orig_nbformat: __, orig_nbformat_minor: ___, ...metadata } = notebook.metadata;
  return { ...notebook, metadata };
}

/** Throws 400 when a value is not a notebook of format 4; what is only missing in it is put in. */
export function checkNotebook(value: Json): Notebook {
  return explain(() => {
    // A front end has what it was given, and that was of nbformat 4.
    if (value?.nbformat !== 4) throw new RangeError("it is not of nbformat 4");
    return toNotebook4(value);
  });
}

function explain(read: () => Notebook): Notebook {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw new HttpError(400, `Unreadable Notebook: ${error.message}.`);
  }
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
