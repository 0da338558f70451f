import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { escaped } from "./escaped.js";

const typescript = parser.configure({ dialect: "ts jsx" });

/** Whether a fence of Markdown holds what cells hold. */
export const isOurLanguage = (name: string): boolean =>
  /^(ts|tsx|js|jsx|typescript|javascript)$/i.test(name.split(/\s/)[0]);

/** TypeScript with a class for each kind of token (`tok-keyword` …), as JupyterLab's editor parses it. */
export function codeHtml(text: string): string {
  let html = "";
  const put = (token: string, classes: string) => {
    html += classes ? `<span class="${classes}">${escaped(token)}</span>` : escaped(token);
  };
  highlightCode(text, typescript.parse(text), classHighlighter, put, () => {
    html += "\n";
  });
  return html;
}
