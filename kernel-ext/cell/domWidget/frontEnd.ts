/** The page's half of a widget of one's own: one file, which the page loads as a module. */
import { createRequire } from "node:module";
import type tsTypes from "typescript";

/** Anything that the page could not load. */
export interface FrontEndFault {
  fault: string;
}

const require = createRequire(import.meta.url);

/** `counter.ts:3:9 Expression expected.` and the line under it */
function sentenceOf(diagnostic: tsTypes.Diagnostic, ts: typeof tsTypes): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const { file, start } = diagnostic;
  if (!file || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const source = file.text.split("\n")[line];
  return `${file.fileName}:${line + 1}:${character + 1} ${text}\n  ${source}\n  ${" ".repeat(character)}^`;
}

/**
 * Takes types and JSX out of a front end; lines keep their order, and nothing is resolved.
 *
 * @param name what the file is called in errors; it decides on TypeScript and JSX
 */
export function compileFrontEnd(source: string, name: string): string | FrontEndFault {
  const ts: typeof tsTypes = require("typescript");
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName: name,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      allowJs: true,
      verbatimModuleSyntax: true,
    },
  });
  const [first] = diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error);
  return first ? { fault: sentenceOf(first, ts) } : outputText;
}

/** Runs in the page: shows what went wrong where the view would be. */
const showFault = `
function showFault(el, title, detail) {
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  box.className = "peel-front-end-fault";
  box.style.cssText = "padding: 8px 12px; border-left: 3px solid var(--jp-error-color1, #d32f2f); color: var(--jp-ui-font-color1, inherit); font: 13px/20px var(--jp-ui-font-family, system-ui, sans-serif)";
  const sentence = document.createElement("p");
  sentence.style.margin = "0";
  sentence.textContent = title;
  const trace = document.createElement("pre");
  trace.style.cssText = "margin: 4px 0 0; overflow: auto; font: 12px/18px var(--jp-code-font-family, monospace); color: var(--jp-ui-font-color2, inherit)";
  trace.textContent = detail;
  box.append(sentence, trace);
  el.replaceChildren(box);
}
`;

/** A module that shows a fault in every view, until the file is mended. */
export function faultModule({ fault }: FrontEndFault, name: string): string {
  const title = `The front end ${name} cannot be loaded. Mend it and save it: this view tries again.`;
  return `${showFault}
export default { render: ({ el }) => showFault(el, ${JSON.stringify(title)}, ${JSON.stringify(fault)}) };
`;
}

/**
 * A module that loads the front end and shows what it throws, while it loads, starts and draws, as a
 * sentence with the stack in place of the view. Left alone, anywidget would leave the view empty.
 */
export function guardedModule(javascript: string, name: string): string {
  return `const name = ${JSON.stringify(name)};
const source = ${JSON.stringify(`${javascript}\n//# sourceURL=${name}`)};
${showFault}
function fail(el, error) {
  const isError = error instanceof Error;
  showFault(
    el,
    "The front end " + name + " has failed: " + (isError ? error.message : String(error)) + ". Mend it and save it: this view tries again.",
    isError ? String(error.stack) : "",
  );
}
async function load() {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    const front = await import(/* webpackIgnore: true */ url);
    const made = front.default ?? front;
    const widget = typeof made === "function" ? await made() : made;
    if (typeof widget?.render !== "function" && typeof widget?.initialize !== "function") {
      throw new TypeError("it exports neither render({ model, el }) nor initialize({ model }) in its default export");
    }
    return widget;
  } finally {
    URL.revokeObjectURL(url);
  }
}
export default async function () {
  let widget, failure;
  try {
    widget = await load();
  } catch (error) {
    failure = { error };
  }
  return {
    async initialize(props) {
      try {
        return await widget?.initialize?.(props);
      } catch (error) {
        failure = { error };
      }
    },
    async render(props) {
      if (failure) return fail(props.el, failure.error);
      try {
        return await widget.render?.(props);
      } catch (error) {
        fail(props.el, error);
      }
    },
  };
}
`;
}
