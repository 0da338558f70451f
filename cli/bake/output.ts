import { AnsiUp } from "ansi_up";
import type { Json, MultilineText, Output } from "../notebook/notebook.js";
import { textOf } from "../notebook/notebook.js";
import { dataOf, isStoredBox, widgetOf } from "../notebook/outputData.js";
import { clean } from "./clean.js";
import { escaped } from "./escaped.js";
import { markdownHtml } from "./markdown.js";
import { holdsView, viewHtml } from "./views.js";

const ansi = new AnsiUp();
ansi.use_classes = true;

const printed = (text: string, kind = ""): string =>
  `<pre class="printed ${kind}">${ansi.ansi_to_html(text)}</pre>`;

const text = (data: Json, mime: string): string => textOf(data[mime] as MultilineText);

const image = (mime: string) => (data: Json) => {
  const words = escaped(data["text/plain"] === undefined ? "Output" : text(data, "text/plain"));
  const bytes =
    mime === "image/svg+xml" ? Buffer.from(text(data, mime)).toString("base64") : text(data, mime);
  // As a picture of its own a drawing can neither run nor ask for anything.
  return `<img src="data:${mime};base64,${bytes.replace(/\s/g, "")}" alt="${words}">`;
};

/** What is shown of an output that has several forms: the first that it has, in JupyterLab's order. */
const forms: readonly (readonly [mime: string, html: (data: Json) => string])[] = [
  ["text/html", (data) => clean(text(data, "text/html"))],
  ["text/markdown", (data) => clean(markdownHtml(text(data, "text/markdown")))],
  ["text/latex", (data) => clean(markdownHtml(text(data, "text/latex")))],
  ...["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"].map(
    (mime) => [mime, image(mime)] as const,
  ),
  ["text/plain", (data) => printed(text(data, "text/plain"))],
  ["application/json", (data) => printed(JSON.stringify(data["application/json"], null, 2))],
];

/**
 * An output of a cell as HTML, cleaned; nothing for forms that no page can show.
 *
 * @param isSaved whether a widget's state is in the page
 */
export function outputHtml(output: Output, isSaved: (widget: string) => boolean): string {
  if (output.output_type === "stream") {
    return printed(textOf(output.text as MultilineText), output.name === "stderr" ? "stderr" : "");
  }
  if (output.output_type === "error") {
    const lines = (output.traceback as string[] | undefined) ?? [];
    return printed(lines.length > 0 ? lines.join("\n") : `${output.ename}: ${output.evalue}`, "error");
  }
  const data = dataOf(output);
  if (!data) return "";
  const widget = widgetOf(data);
  const isWidget = widget !== undefined && isSaved(widget);
  // The widgets of a box are worth more than what it stores of them: they move each other.
  if (holdsView(data) && !(isStoredBox(data) && isWidget)) return viewHtml(data);
  const form = forms.find(([mime]) => data[mime] !== undefined);
  const html = form ? form[1](data) : "";
  return isWidget ? `<div data-peel-widget="${escaped(widget)}">${html}</div>` : html;
}
