import { inspect } from "node:util";
import { displaySymbol, type MimeBundle } from "../runtime.js";
import { attributesHtml } from "./attributes.js";
import { escapeHtml } from "./escape.js";

/** What may stand between tags. A value that shows itself in a notebook shows itself here, too. */
export type Child =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Element
  | { [displaySymbol](): MimeBundle | Promise<MimeBundle> }
  | PromiseLike<unknown>
  | Iterable<Child>;

/** A function from properties to an element; it may be asynchronous. */
export type Component<P = Record<string, unknown>> = (props: P) => Child;

const voidTags = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** HTML reads what is inside these as it stands. */
const rawTags = new Set(["script", "style"]);

/**
 * One JSX element. It becomes HTML when it is shown, so that what it holds may be asynchronous.
 *
 * @example
 * const list = <ul>{[1, 2].map((n) => <li>{n}</li>)}</ul>;
 * await list.toHtml(); // "<ul><li>1</li><li>2</li></ul>"
 */
export class Element {
  readonly #attributes: string;

  /** @throws KernelError for an attribute that HTML cannot hold: here, where the cell's line is known */
  constructor(
    readonly type: string | Component<never>,
    readonly props: Readonly<Record<string, unknown>>,
  ) {
    this.#attributes = typeof type === "string" ? attributesHtml(props) : "";
  }

  async toHtml(): Promise<string> {
    const { type, props } = this;
    if (typeof type === "function") return childHtml(type(props as never));
    const open = `<${type}${this.#attributes}>`;
    if (voidTags.has(type)) return open;
    const children = props.children as Child;
    const inside = rawTags.has(type) ? rawText(children) : await childHtml(children);
    return `${open}${inside}</${type}>`;
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const html = await this.toHtml();
    return { "text/html": html, "text/plain": html };
  }

  [inspect.custom](): string {
    return typeof this.type === "string" ? `<${this.type}>` : `<${this.type.name || "Component"}>`;
  }
}

const isIterable = (value: unknown): value is Iterable<Child> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

/** Nothing that ends the element early. */
function rawText(children: Child): string {
  const text = isIterable(children) ? [...children].map(rawText).join("") : String(children ?? "");
  return text.replace(/<(?=\/|!--)/g, "<\\");
}

async function childHtml(child: Child): Promise<string> {
  const value = (await child) as Exclude<Child, PromiseLike<unknown>>;
  if (value === null || value === undefined || typeof value === "boolean") return "";
  if (typeof value !== "object") return escapeHtml(String(value));
  if (value instanceof Element) return value.toHtml();
  if (displaySymbol in value) return bundleHtml(await value[displaySymbol]());
  if (!isIterable(value)) return escapeHtml(inspect(value));
  return (await Promise.all(Array.from(value, childHtml))).join("");
}

/** The richest of what a value shows of itself that can stand inside HTML. */
function bundleHtml(bundle: MimeBundle): string {
  for (const mime of ["text/html", "image/svg+xml"]) {
    if (typeof bundle[mime] === "string") return bundle[mime];
  }
  const [mime, data] = Object.entries(bundle).find(([name]) => name.startsWith("image/")) ?? [];
  if (mime === undefined) return escapeHtml(String(bundle["text/plain"] ?? ""));
  const base64 = typeof data === "string" ? data : Buffer.from(data as Uint8Array).toString("base64");
  return `<img src="data:${mime};base64,${base64}">`;
}
