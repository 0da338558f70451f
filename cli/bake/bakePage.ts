import type { Cell, Json, Notebook } from "../notebook/notebook.js";
import { textOf } from "../notebook/notebook.js";
import { dataOf, isStoredBox, widgetOf } from "../notebook/outputData.js";
import { clean } from "./clean.js";
import { codeHtml } from "./code.js";
import { escaped } from "./escaped.js";
import { markdownHtml } from "./markdown.js";
import { outputHtml } from "./output.js";
import { pageStyle } from "./pageStyle.js";
import { type PictureSources, withPicturesInside } from "./picturesInside.js";
import { runtimeScripts } from "./runtime.js";
import { holdsView } from "./views.js";
import { savedWidgets, usedWidgets } from "./widgetStates.js";

export interface PageOptions extends PictureSources {
  /** what the page is called where no cell says it */
  readonly name: string;
  /** whether the code of cells is folded away until it is asked for */
  readonly foldCode: boolean;
}

/**
 * A page that runs what it brings along, unpacks Plotly into an address of its own, and asks nobody for
 * anything. Plotly compiles the shaders of its scenes.
 */
const policy =
  "default-src 'none'; img-src data: blob:; media-src data:; style-src 'unsafe-inline'; font-src data:; " +
  "script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; connect-src data: blob:; base-uri 'none'; form-action 'none'";

/** A notebook as one HTML file that explores offline. */
export function bakePage(notebook: Notebook, options: PageOptions): string {
  const outputs = notebook.cells.flatMap(({ outputs = [] }) => outputs);
  const data = outputs.map(dataOf).filter((one) => one !== undefined);
  const saved = savedWidgets(notebook);
  const shown = data
    .filter((one) => !holdsView(one) || isStoredBox(one))
    .flatMap((one) => widgetOf(one) ?? []);
  const widgets = saved && usedWidgets(saved, shown);
  const isSaved = (id: string): boolean => widgets?.state[id] !== undefined;
  const cells = notebook.cells.map((cell) => cellHtml(cell, options, isSaved)).join("\n");
  const title = titleOf(notebook) ?? options.name;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Peel">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${cells}
</main>
${widgets || data.some(holdsView) ? runtimeScripts({ widgets }) : ""}
</body>
</html>
`;
}

function cellHtml(cell: Cell, options: PageOptions, isSaved: (widget: string) => boolean): string {
  const source = textOf(cell.source);
  if (cell.cell_type === "markdown") {
    return `<section class="words">${clean(markdownHtml(withPicturesInside(source, cell, options)))}</section>`;
  }
  if (cell.cell_type !== "code") return "";
  const { source_hidden, outputs_hidden } = (cell.metadata.jupyter ?? {}) as Json;
  const outputs = joinedStreams(cell).map((output) => outputHtml(output, isSaved));
  const shown = outputs
    .filter(Boolean)
    .map((html) => `<div class="output">${html}</div>`)
    .join("\n");
  const parts = [
    source.trim() && codeOf(source, cell, options.foldCode || source_hidden === true),
    shown && (outputs_hidden === true ? folded("Output", shown) : shown),
  ];
  return `<section class="cell">${parts.filter(Boolean).join("\n")}</section>`;
}

function codeOf(source: string, { execution_count }: Cell, isFolded: boolean): string {
  const code = `<pre class="code" tabindex="0" aria-label="Cell ${execution_count ?? ""}">${codeHtml(source)}</pre>`;
  return isFolded ? folded("Code", code) : code;
}

const folded = (what: string, html: string): string => `<details><summary>${what}</summary>${html}</details>`;

/** Prints of one stream that follow each other are one text, as a terminal shows them. */
function joinedStreams({ outputs = [] }: Cell): NonNullable<Cell["outputs"]> {
  const joined: NonNullable<Cell["outputs"]> = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      joined[joined.length - 1] = {
        ...last,
        text: textOf(last.text as string) + textOf(output.text as string),
      };
    } else joined.push(output);
  }
  return joined;
}

/** The first heading of the first level. */
function titleOf({ cells }: Notebook): string | undefined {
  for (const { cell_type, source } of cells) {
    const heading = cell_type === "markdown" ? /^#\s+(.+)$/m.exec(textOf(source)) : null;
    if (heading) return heading[1].replace(/[*_`]/g, "").trim();
  }
  return undefined;
}
