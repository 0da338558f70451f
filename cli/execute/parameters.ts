/** Parameters as papermill injects them: https://papermill.readthedocs.io/en/latest/usage-parameterize.html */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Cell, linesOf, type Notebook, tagsOf, textOf } from "../notebook/notebook.js";
import { ExecuteError } from "./errors.js";

export type Parameters = Record<string, unknown>;

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function checkName(name: string): void {
  if (identifier.test(name)) return;
  throw new ExecuteError(
    `The parameter "${name}" should be named as a variable is`,
    "Use letters, digits and _, as in --param steps=3.",
  );
}

/** `name=value`: the value as JSON, or as the string it is. */
export function parseParameter(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 0) throw new ExecuteError(`--param should be name=value, got "${text}"`, "Write --param steps=3.");
  const name = text.slice(0, at).trim();
  checkName(name);
  const value = text.slice(at + 1);
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

/** Reads parameters from a file that holds one JSON object. */
export function readParameters(path: string): Parameters {
  const remedy = "Name a file with one JSON object of names and values.";
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ExecuteError(`--params "${path}" cannot be read: ${why}`, remedy, 2, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ExecuteError(`--params "${path}" should hold an object`, remedy);
  }
  for (const name of Object.keys(value)) checkName(name);
  return value as Parameters;
}

const widened: Record<string, string> = { number: "number", string: "string", boolean: "boolean" };

/**
 * One declaration per parameter. The kernel lets a later cell declare a name anew. A type that the
 * parameters cell annotates stays; other primitives are widened, for `const n = 4` has type 4, and
 * `n === 3` further down would not compile.
 */
export function declarationsOf(parameters: Parameters, defaults = ""): string {
  const lines = Object.entries(parameters).map(([name, value]) => {
    const escaped = name.replaceAll("$", "\\$");
    const declared = new RegExp(
      `^[ \\t]*(?:export[ \\t]+)?(const|let|var)[ \\t]+${escaped}[ \\t]*(?::([^=;\\n]+?))?[ \\t]*(?:=(?![>=])|;|$)`,
      "m",
    ).exec(defaults);
    const type = declared?.[2]?.trim() ?? widened[typeof value];
    const annotation = type === undefined ? "" : `: ${type}`;
    return `${declared?.[1] ?? "const"} ${name}${annotation} = ${JSON.stringify(value)};\n`;
  });
  return `// Parameters\n${lines.join("")}`;
}

/**
 * The notebook with a cell tagged `injected-parameters`: in place of the one of an earlier run, else after the
 * cell tagged `parameters`, else first.
 *
 * @example
 * const ready = withParameters(notebook, { steps: 3 });
 */
export function withParameters(notebook: Notebook, parameters: Parameters): Notebook {
  if (Object.keys(parameters).length === 0) return notebook;
  const find = (tag: string) => notebook.cells.findIndex((cell) => tagsOf(cell).includes(tag));
  const defaultsAt = find("parameters");
  const earlierAt = find("injected-parameters");
  const defaults = defaultsAt < 0 ? "" : textOf(notebook.cells[defaultsAt].source);
  const hasIds = notebook.nbformat_minor >= 5;
  const cell: Cell = {
    cell_type: "code",
    execution_count: null,
    ...(hasIds ? { id: randomUUID().slice(0, 8) } : {}),
    metadata: { tags: ["injected-parameters"] },
    outputs: [],
    source: linesOf(declarationsOf(parameters, defaults).trimEnd()),
  };
  const at = earlierAt >= 0 ? earlierAt : defaultsAt + 1;
  const cells = notebook.cells.toSpliced(at, earlierAt >= 0 ? 1 : 0, cell);
  return { ...notebook, cells };
}
