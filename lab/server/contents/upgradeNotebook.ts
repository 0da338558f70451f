/**
 * Older notebooks as nbformat 4.5, which front ends know:
 * https://nbformat.readthedocs.io/en/latest/changelog.html says what each format changed.
 */
import { cellId } from "./mendNotebook.js";
import type { Json } from "./notebook.js";

const isObject = (value: Json) => typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: Json): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** How outputs named what nbformat 4 names by MIME type. */
const mimeTypes: Record<string, string> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
};

/**
 * A notebook of nbformat 2 or 3 as one of 4.5: worksheets become one list of cells, headings Markdown, and outputs
 * bundles of MIME types. Throws a RangeError for what is none.
 */
export function upgradeNotebook(old: Json): Json {
  if (!Array.isArray(old.worksheets))
    throw new RangeError(`of nbformat ${old.nbformat}, it has no list of worksheets`);
  const { name: _, signature: __, ...rest } = isObject(old.metadata) ? old.metadata : {};
  // JupyterLab tells by it that the notebook was converted, and that saving it will change the file's format.
  const origin = {
    orig_nbformat: old.orig_nbformat ?? old.nbformat,
    orig_nbformat_minor: old.orig_nbformat_minor ?? (old.nbformat === 3 ? (old.nbformat_minor ?? 0) : 0),
  };
  const cells = list(old.worksheets).flatMap((sheet) => list(sheet.cells));
  return { nbformat: 4, nbformat_minor: 5, metadata: { ...rest, ...origin }, cells: cells.map(upgradeCell) };
}

function upgradeCell(old: Json, index: number): Json {
  const metadata = isObject(old.metadata) ? old.metadata : {};
  const source = joinLines(old.cell_type === "code" ? old.input : old.source) ?? "";
  const id = cellId(source, index);
  if (old.cell_type === "code") {
    return {
      cell_type: "code",
      id,
      metadata: "collapsed" in old ? { ...metadata, collapsed: old.collapsed } : metadata,
      source,
      execution_count: old.prompt_number ?? null,
      outputs: list(old.outputs).map(upgradeOutput),
    };
  }
  if (old.cell_type === "heading") {
    const oneLine = source
      .split(/\r\n|\r|\n/)
      .join(" ")
      .trimEnd();
    const level = Math.min(6, Math.max(1, Number(old.level) || 1));
    return { cell_type: "markdown", id, metadata, source: `${"#".repeat(level)} ${oneLine}` };
  }
  return { cell_type: old.cell_type === "raw" ? "raw" : "markdown", id, metadata, source };
}

function upgradeOutput(old: Json): Json {
  const { output_type: type, metadata: told, prompt_number: count, stream, ...rest } = old;
  const metadata = isObject(told) ? told : {};
  if (type === "stream")
    return { output_type: type, name: stream ?? "stdout", text: joinLines(rest.text) ?? "" };
  if (type === "pyerr") return { output_type: "error", ...rest };
  const data = toMimeTypes(rest);
  if (typeof data["application/json"] === "string")
    data["application/json"] = JSON.parse(data["application/json"]);
  if (type !== "pyout") return { output_type: type, metadata: toMimeTypes(metadata), data };
  return {
    output_type: "execute_result",
    metadata: toMimeTypes(metadata),
    data,
    execution_count: count ?? null,
  };
}

function toMimeTypes(named: Json): Json {
  const entries = Object.entries(named).map(([key, value]) => [mimeTypes[key] ?? key, joinLines(value)]);
  return Object.fromEntries(entries);
}

/** Some early writers left the line ends out of their lists of lines. */
function joinLines(text: Json): Json {
  if (!Array.isArray(text)) return text;
  return text.join(/[\r\n]$/.test(text[0] ?? "") ? "" : "\n");
}
