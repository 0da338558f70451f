import { Marked } from "marked";
import katex from "marked-katex-extension";
import { codeHtml, isOurLanguage } from "./code.js";
import { escaped } from "./escaped.js";

/** GitHub's Markdown, as JupyterLab reads it: formulas as MathML, which every browser draws without fonts. */
const marked = new Marked({ gfm: true }).use(
  katex({ output: "mathml", throwOnError: false, nonStandard: true }),
  {
    renderer: {
      code: ({ text, lang = "" }) =>
        `<pre class="code">${isOurLanguage(lang) ? codeHtml(text) : escaped(text)}</pre>\n`,
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        return `<h${depth} id="${idOf(html)}">${html}</h${depth}>\n`;
      },
    },
  },
);

/** What JupyterLab links to: the heading's words, joined. */
const idOf = (html: string): string =>
  escaped(
    html
      .replace(/<[^>]*>/g, "")
      .trim()
      .replace(/\s+/g, "-"),
  );

/** The HTML of a Markdown cell, not yet cleaned. */
export const markdownHtml = (text: string): string => marked.parse(text, { async: false });
