import { basename, dirname, extname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bakeNotebook } from "../bake/bakeNotebook.js";
import { bakePage } from "../bake/bakePage.js";
import { viewsIn } from "../bake/views.js";
import { NotebookError } from "../notebook/errors.js";
import { type Notebook, readNotebook } from "../notebook/notebook.js";
import { dataOf } from "../notebook/outputData.js";
import { checkFolder, isSameFile, notebookText, writeText } from "../notebook/writeNotebook.js";

export const usage = `
Usage: peel bake NOTEBOOK [-o OUT] [options]

Makes a copy of a notebook whose views explore without kernel, installation or network, for ever.

  -o, --output OUT     NAME.html: one page to read, mail or put on a server (default: beside NOTEBOOK)
                       NAME.ipynb: a notebook for front ends that do not have Peel's views
  --fold-code          the page shows code only when it is asked for

NOTEBOOK must have been run: what its outputs hold is what is baked. Nothing of it is run, and what other people's
HTML could run is left out of the page.

Example: peel execute report.ipynb --inplace && peel bake report.ipynb -o report.html
`;

const options = {
  output: { type: "string", short: "o" },
  "fold-code": { type: "boolean", default: false },
} as const;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length !== 1) {
    throw new NotebookError(
      `One NOTEBOOK should be named, got ${positionals.length}`,
      "peel bake --help shows how.",
    );
  }
  const path = positionals[0];
  const notebook = readNotebook(path);
  const out = values.output ?? path.replace(/(\.ipynb)?$/, ".html");
  const kind = extname(out).toLowerCase();
  if (kind !== ".html" && kind !== ".htm" && kind !== ".ipynb") {
    throw new NotebookError(`-o should end in .html or .ipynb, got "${out}"`, "Name OUT so.");
  }
  if (isSameFile(path, out)) {
    throw new NotebookError(
      `-o names NOTEBOOK itself, "${out}"`,
      "Name another OUT: a baked notebook is larger.",
    );
  }
  checkFolder(out);
  const warn = (message: string) => process.stderr.write(`Warning: ${message}\n`);
  warnOfEmptiness(notebook, warn);
  const text =
    kind === ".ipynb"
      ? notebookText(bakeNotebook(notebook))
      : bakePage(notebook, {
          name: basename(path, ".ipynb"),
          folder: dirname(resolve(path)),
          foldCode: values["fold-code"],
          warn,
        });
  writeText(text, out);
  const views = outputsOf(notebook).reduce((sum, output) => sum + viewsIn(dataOf(output) ?? {}), 0);
  const megabytes = (Buffer.byteLength(text) / 2 ** 20).toFixed(1);
  process.stderr.write(`Wrote ${out}: ${views} ${views === 1 ? "view" : "views"}, ${megabytes} MB\n`);
}

const outputsOf = ({ cells }: Notebook) => cells.flatMap(({ outputs = [] }) => outputs);

function warnOfEmptiness(notebook: Notebook, warn: (message: string) => void): void {
  const hasCode = notebook.cells.some(({ cell_type }) => cell_type === "code");
  if (hasCode && outputsOf(notebook).length === 0) {
    warn("The notebook has no outputs. Run it first: peel execute NOTEBOOK --inplace.");
  }
}
