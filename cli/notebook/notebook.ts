import { readFileSync } from "node:fs";
import { toNotebook4 } from "@vision-peel/lab";
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

/**
 * Reads a notebook; one of nbformat 2 or 3 as one of 4, and what is missing in it put in. Throws `NotebookError` for
 * anything else.
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

/** A notebook of its text; `path` is for the errors. */
export function parseNotebook(text: string, path: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotebookError(
      `NOTEBOOK "${path}" is not JSON: ${why}`,
      "Look for an earlier copy of it; a checkpoint may be in .ipynb_checkpoints.",
      2,
      { cause },
    );
  }
  try {
    return toNotebook4(value) as unknown as Notebook;
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof SyntaxError)) throw cause;
    const remedy = "Name a Jupyter notebook of nbformat 2, 3 or 4.";
    throw new NotebookError(`NOTEBOOK "${path}" is no notebook: ${cause.message}`, remedy, 2, { cause });
  }
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
