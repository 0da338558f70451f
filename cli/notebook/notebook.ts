import { readFileSync } from "node:fs";
import { NotebookError } from "./errors.js";

/** JSON whose shape depends on where it stands; unknown keys are kept. */
export type Json = Record<string, unknown>;
/** Text in a notebook file: whole, or its lines with their line ends. */
export type MultilineText = string | string[];

export interface Output extends Json {
  output_type: string;
}

export interface Cell extends Json {
  cell_type: string;
  source: MultilineText;
  metadata: Json;
  outputs?: Output[];
  execution_count?: number | null;
}

/** A notebook as nbformat 4 writes it. */
export interface Notebook extends Json {
  nbformat: number;
  nbformat_minor: number;
  metadata: Json;
  cells: Cell[];
}

export const textOf = (text: MultilineText): string => (Array.isArray(text) ? text.join("") : text);

export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const tagsOf = ({ metadata: { tags } }: Cell): unknown[] => (Array.isArray(tags) ? tags : []);

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a notebook of nbformat 4. Throws `NotebookError` for anything else.
 *
 * @example
 * const notebook = readNotebook("first.ipynb");
 */
export function readNotebook(path: string): Notebook {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotebookError(`NOTEBOOK "${path}" cannot be read: ${why}`, "Name a notebook that exists.", 2, {
      cause,
    });
  }
  return parseNotebook(text, path);
}

/** Checks what the text of a notebook holds as far as running it needs; `path` is for the errors. */
export function parseNotebook(text: string, path: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotebookError(`NOTEBOOK "${path}" is not JSON: ${why}`, "Name a file ending in .ipynb.", 2, {
      cause,
    });
  }
  const refuse = (expected: string, got: unknown) => {
    throw new NotebookError(
      `NOTEBOOK "${path}" should have ${expected}, got ${JSON.stringify(got)?.slice(0, 60)}`,
      "Open it in JupyterLab and save it again.",
    );
  };
  if (!isRecord(value)) return refuse("an object", value) as never;
  if (value.nbformat !== 4) refuse("nbformat 4", value.nbformat);
  if (!isRecord(value.metadata)) refuse("an object as metadata", value.metadata);
  if (!Array.isArray(value.cells)) return refuse("a list of cells", value.cells) as never;
  for (const [index, cell] of value.cells.entries()) {
    if (!isRecord(cell) || typeof cell.cell_type !== "string")
      refuse(`a cell with a cell_type at ${index}`, cell);
    const isText = typeof cell.source === "string" || Array.isArray(cell.source);
    if (!isText) refuse(`a cell with a source at ${index}`, cell);
    cell.metadata ??= {};
    if (!isRecord(cell.metadata)) refuse(`an object as metadata of cell ${index}`, cell.metadata);
  }
  return value as Notebook;
}

const ours = new Set(["typescript", "javascript"]);

/** Throws `NotebookError` for a notebook of another language than the kernel's. */
export function checkLanguage({ metadata }: Notebook, path: string): void {
  const { kernelspec, language_info } = metadata as { kernelspec?: Json; language_info?: Json };
  const language = kernelspec?.language ?? language_info?.name;
  if (typeof language !== "string" || ours.has(language.toLowerCase())) return;
  throw new NotebookError(
    `NOTEBOOK "${path}" should be written in TypeScript, got ${language}`,
    "Add --kernel peel if its cells are TypeScript all the same.",
  );
}
