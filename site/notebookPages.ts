/** Pages of notebooks, and of single cells of them: they explore offline, each with all that it needs. */
import { basename, dirname, resolve } from "node:path";
import { bakePage, type Notebook, readNotebook } from "@vision-peel/cli/bake";

const optionsOf = (file: string) => ({
  name: basename(file, ".ipynb"),
  folder: dirname(resolve(file)),
  foldCode: false,
  warn(message: string): void {
    throw new Error(`${file}: ${message}`);
  },
});

/** The whole notebook, with a link back to the site. */
export function notebookPage(file: string, back: string): string {
  const page = bakePage(readNotebook(file), optionsOf(file));
  return page.replace("<main>", `<main><p><a href="${back}">← Peel</a></p>`);
}

/** The title that a notebook gives itself. */
export function titleOfNotebook(file: string): string {
  const text = JSON.stringify(readNotebook(file).cells[0]?.source ?? "");
  return /# (.+?)(?:\\n|")/.exec(text)?.[1].trim() ?? basename(file, ".ipynb");
}

/** One cell of a notebook with its outputs, its code folded away. */
export function cellPage(file: string, cell: string): string {
  const notebook = readNotebook(file);
  const cells = notebook.cells.filter(({ id }) => id === cell);
  if (cells.length === 0) throw new Error(`${file} has no cell "${cell}"`);
  return bakePage({ ...notebook, cells } as Notebook, { ...optionsOf(file), foldCode: true });
}
