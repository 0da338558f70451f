/** Notebooks of old formats and of loose hands, put on the disk as text and read as notebooks. */
import type { Step } from "./record.js";

const outputs = [
  { output_type: "stream", stream: "stderr", text: ["a\n", "b"] },
  { output_type: "stream", text: "no name" },
  {
    output_type: "pyout",
    prompt_number: 3,
    text: ["1", "2"],
    html: "<b>1</b>",
    metadata: { png: { width: 3 } },
  },
  { output_type: "display_data", png: "iVBORw0KGgo=", svg: ["<svg>\n", "</svg>"], metadata: {} },
  { output_type: "display_data", latex: "$x$", json: '{"a": [1]}', javascript: "1", jpeg: "AA==" },
  { output_type: "pyerr", ename: "E", evalue: "v", traceback: ["t", "u"] },
];
const code = { cell_type: "code", language: "python", metadata: { a: 1 }, input: ["1 +\n", "1"], outputs };
const three = {
  nbformat: 3,
  nbformat_minor: 0,
  metadata: { name: "Old", signature: "sha256:0", kernel: "k" },
  worksheets: [
    {
      metadata: {},
      cells: [
        { cell_type: "heading", level: 3, metadata: {}, source: ["Two\n", "lines"] },
        { cell_type: "heading", metadata: {}, source: "One" },
        { cell_type: "markdown", source: "No *metadata*" },
        { ...code, collapsed: true, prompt_number: 3 },
        { cell_type: "code", input: "", outputs: [] },
        { cell_type: "html", metadata: {}, source: "<i>1</i>" },
      ],
    },
    { cells: [{ cell_type: "raw", metadata: {}, source: "Second sheet" }] },
  ],
};
/** As format 2 wrote lists of lines: without line ends. */
const lines = [
  { output_type: "stream", text: ["a", "b"] },
  { output_type: "pyout", prompt_number: 1, text: "2" },
  { output_type: "display_data", svg: ["<svg>", "</svg>"], png: "iVBORw0KGgo=" },
  { output_type: "pyerr", ename: "E", evalue: "v", traceback: ["t"] },
];
const two = {
  nbformat: 2,
  metadata: { name: "Older" },
  worksheets: [
    {
      cells: [
        { cell_type: "markdown", source: "Text" },
        {
          cell_type: "code",
          language: "python",
          collapsed: false,
          input: ["1", "2"],
          prompt_number: 1,
          outputs: lines,
        },
      ],
    },
  ],
};
const four = (minor: number, ...cells: object[]) => ({
  nbformat: 4,
  nbformat_minor: minor,
  metadata: {},
  cells,
});
const cell = { cell_type: "code", metadata: {}, source: ["1\n", "2"], execution_count: null, outputs: [] };

/** What is read, by the name of the step. */
const notebooks: Record<string, object | string> = {
  "of format 3": three,
  "of format 2": two,
  "of format 3 without sheets": { nbformat: 3, nbformat_minor: 0, metadata: {}, worksheets: [] },
  "of format 4.2": { ...four(2, cell), metadata: { orig_nbformat: 3, signature: "sha256:0" } },
  "without ids": four(5, cell, cell),
  "of one id twice": four(5, { ...cell, id: "same" }, { ...cell, id: "same" }),
  "without a minor format": { nbformat: 4, metadata: {}, cells: [cell] },
  "of an unknown kind of cell": four(5, { ...cell, id: "a", cell_type: "spreadsheet" }),
  "with unknown keys": { ...four(5, { ...cell, id: "a", more: 1 }), extra: { a: 1 } },
  "with a code cell without outputs": four(4, { cell_type: "code", metadata: {}, source: "1" }),
  "with a cell without metadata": four(4, { ...cell, metadata: undefined }),
  "with a cell without source": four(4, { cell_type: "markdown", metadata: {} }),
  "with a byte order mark": `\uFEFF${JSON.stringify(four(4))}`,
  "of format 5": { ...four(0), nbformat: 5 },
  "of no format": { metadata: {}, cells: [] },
  "without cells": { nbformat: 4, nbformat_minor: 5, metadata: {} },
  "that is a list": "[]",
  "that is empty": "",
};

export const oldNotebooks: Step[] = Object.entries(notebooks).flatMap(([name, notebook]): Step[] => {
  const content = typeof notebook === "string" ? notebook : JSON.stringify(notebook);
  return [
    [`write a notebook ${name}`, "PUT", "/api/contents/old.ipynb", { type: "file", format: "text", content }],
    [`read a notebook ${name}`, "GET", "/api/contents/old.ipynb"],
  ];
});
