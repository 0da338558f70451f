import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { NotebookError } from "./errors.js";
import { linesOf, type Notebook, type Output } from "./notebook.js";

// The types that nbformat writes as lines; base64 stays whole.
const isLined = (mime: string) =>
  mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml";

/** Text as lines, as nbformat stores it, so that versions differ by lines. */
function storedOutput(output: Output): Output {
  if (output.output_type === "stream") return { ...output, text: linesOf(String(output.text)) };
  if (typeof output.data !== "object" || output.data === null) return output;
  const entries = Object.entries(output.data).map(([mime, value]) => [
    mime,
    typeof value === "string" && isLined(mime) ? linesOf(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(entries) };
}

/** The text of a notebook file; that it was read from an older format is not told in it. */
export function notebookText(notebook: Notebook): string {
  const { orig_nbformat: _, orig_nbformat_minor: __, ...metadata } = notebook.metadata;
  const cells = notebook.cells.map((cell) =>
    cell.outputs ? { ...cell, outputs: cell.outputs.map(storedOutput) } : cell,
  );
  return `${JSON.stringify({ ...notebook, metadata, cells }, null, 1)}\n`;
}

/** Throws `NotebookError` before any cell runs if nothing can be written to OUT. */
export function checkFolder(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    const inside = join(path, "OUT.ipynb");
    throw new NotebookError(`OUT "${path}" is a folder`, `Name a file in it, as ${inside}.`);
  }
  // A device or pipe would be replaced by a file.
  if (there && !there.isFile())
    throw new NotebookError(`OUT "${path}" is not a file`, "Name another OUT with -o.");
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new NotebookError(`The folder "${folder}" of -o does not exist`, "Make it, or name another OUT.");
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const remedy = "Name another OUT with -o.";
    throw new NotebookError(`The folder "${folder}" of OUT may not be written`, remedy, 2, { cause });
  }
}

export const writeNotebook = (notebook: Notebook, path: string): void =>
  writeText(notebookText(notebook), path);

/** Whether two paths lead to one file that exists. */
export function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

/** Writes beside the file and renames, so that a reader finds the old text or the new one, never half. */
export function writeText(text: string, path: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}`);
  try {
    const file = openSync(temporary, "wx");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const before = statSync(path, { throwIfNoEntry: false });
    if (before) chmodSync(temporary, before.mode);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotebookError(`OUT "${path}" cannot be written: ${why}`, "Name another OUT with -o.", 2, {
      cause,
    });
  }
}
