/** Template tags whose values show themselves. */
import { KernelError } from "../errors.js";
import { displaySymbol, type MimeBundle } from "../runtime.js";
import { escapeHtml } from "./escapeHtml.js";

/** A value that shows itself as the given MIME type. */
export interface Shown {
  [displaySymbol](): MimeBundle;
}

/** Markup that is not escaped again where it is put into other markup. */
class Markup implements Shown {
  constructor(
    readonly mime: string,
    readonly source: string,
  ) {}

  [displaySymbol](): MimeBundle {
    return { [this.mime]: this.source, "text/plain": this.source };
  }

  toString(): string {
    return this.source;
  }
}

const markupMimes = ["text/html", "image/svg+xml"];

/** What an interpolation becomes in HTML or SVG: markup stays, text is escaped, nothing is nothing. */
function inMarkup(value: unknown): string {
  if (value instanceof Markup && markupMimes.includes(value.mime)) return value.source;
  if (Array.isArray(value)) return value.map(inMarkup).join("");
  if (value === undefined || value === null || value === false) return "";
  return escapeHtml(textOf(value));
}

/** @throws KernelError for what has no text, such as a promise or a widget */
function textOf(value: unknown): string {
  const text = String(value);
  const [, kind] = /^\[object (\w+)\]$/.exec(text) ?? [];
  if (kind === undefined || typeof value === "string") return text;
  const name = kind === "Object" ? ((value as object).constructor?.name ?? kind) : kind;
  throw new KernelError(
    `html, svg and md take text, numbers, and what they have made, but got one of class ${name}`,
    kind === "Promise" ? "Await it first." : "Show it by display, or put its properties in.",
  );
}

const join = (strings: TemplateStringsArray, values: unknown[]) => String.raw({ raw: strings }, ...values);

/** Markdown as a value: md`**bold**`. */
export const md = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  new Markup("text/markdown", join(strings, values.map(textOf)));

/**
 * HTML as a value. What is put in is escaped, unless it is HTML or SVG by its own tag; an array's
 * items stand one after the other.
 *
 * @example html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`
 */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  new Markup("text/html", join(strings, values.map(inMarkup)));

/** SVG as a value: svg`<circle r="4"/>`; what is inside an svg element need not name it. Escapes as html does. */
export const svg = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  new Drawing(join(strings, values.map(inMarkup)));

/** Inside another drawing it is what was written; alone it is a whole picture. */
class Drawing extends Markup {
  constructor(source: string) {
    super("image/svg+xml", source);
  }

  override [displaySymbol](): MimeBundle {
    const isWhole = /^\s*<svg/.test(this.source);
    const whole = isWhole ? this.source : `<svg xmlns="http://www.w3.org/2000/svg">${this.source}</svg>`;
    return { [this.mime]: whole, "text/plain": whole };
  }
}

/** A formula as a value: latex`\frac{1}{2}`. Backslashes stay as they are written. */
export const latex = (strings: TemplateStringsArray, ...values: unknown[]): Shown =>
  new Markup("text/latex", `$$${String.raw(strings, ...values)}$$`);
