/** What cells call to show something. */
import { randomUUID } from "node:crypto";
import { displaySymbol, type MimeBundle, requireRuntime } from "../runtime.js";

/** An output that is on the page and can be changed. */
export interface DisplayHandle {
  readonly displayId: string;
  /** Shows another value in place of the first, wherever it is shown. */
  update(value: unknown): Promise<void>;
}

const mimeType = /^[a-z]+\/[\w.+-]+$/;

/** A plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => mimeType.test(key));
}

/**
 * Shows a value under the running cell, now, and returns a handle to change it later. A bundle of
 * MIME types, `{ "text/html": "<b>hello</b>" }`, is shown as it is.
 *
 * @example
 * const handle = await display("step 1");
 * await handle.update("step 2");
 */
export async function display(value: unknown): Promise<DisplayHandle> {
  const runtime = requireRuntime("display");
  const displayId = randomUUID();
  const bundleOf = (shown: unknown) => (isBundle(shown) ? shown : runtime.bundleOf(shown));
  runtime.display(await bundleOf(value), { displayId });
  return {
    displayId,
    update: async (next) => runtime.display(await bundleOf(next), { displayId, update: true }),
  };
}

/**
 * Shows a text, or a bundle of MIME types, in the front end's pager, beside the notebook.
 *
 * @example
 * page("a long explanation");
 */
export function page(content: string | MimeBundle): void {
  requireRuntime("page").page(typeof content === "string" ? { "text/plain": content } : content);
}

/** Removes what the running cell has shown; with `wait` only when the next output comes. */
export function clearOutput(options: { wait?: boolean } = {}): void {
  requireRuntime("clearOutput").clearOutput(options);
}

/**
 * Asks the reader for a line of text.
 *
 * @example
 * const name = await input("Your name? ");
 */
export function input(prompt = "", options: { password?: boolean } = {}): Promise<string> {
  return requireRuntime("input").input(prompt, options);
}

/** A value that shows itself as the given MIME type. */
export interface Shown {
  [displaySymbol](): MimeBundle;
}

const shownAs = (mime: string, content: string): Shown => ({
  [displaySymbol]: () => ({ [mime]: content, "text/plain": content }),
});

const join = (strings: TemplateStringsArray, values: unknown[]) => String.raw({ raw: strings }, ...values);

/** Markdown as a value: md`**bold**`. */
export const md = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  shownAs("text/markdown", join(strings, values));

/** HTML as a value: html`<b>bold</b>`. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  shownAs("text/html", join(strings, values));

/** SVG as a value: svg`<circle r="4"/>`; what is inside an svg element need not name it. */
export const svg = (strings: TemplateStringsArray, ...values: unknown[]): Shown => {
  const inside = join(strings, values);
  const whole = /^\s*<svg/.test(inside) ? inside : `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
  return shownAs("image/svg+xml", whole);
};

/** A formula as a value: latex`\frac{1}{2}`. Backslashes stay as they are written. */
export const latex = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  shownAs("text/latex", `$$${String.raw(strings, ...values)}$$`);
