import { KernelError } from "../errors.js";
import { escapeHtml } from "./escape.js";

export type Style = string | { readonly [property: string]: string | number | null | undefined };

/** React's names for what are reserved words in JavaScript. */
const names: Record<string, string> = { className: "class", htmlFor: "for" };
const validName = /^[\w:.@-]+$/;

/** `class="x" hidden`, with a space before each; nothing for false, null and undefined. */
export function attributesHtml(props: Readonly<Record<string, unknown>>): string {
  return Object.entries(props)
    .filter(([name]) => name !== "children" && name !== "key")
    .map(([name, value]) => attributeHtml(names[name] ?? name, value))
    .join("");
}

function attributeHtml(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (!validName.test(name)) {
    throw new KernelError(
      `${JSON.stringify(name)} cannot be the name of an attribute`,
      "Use letters and dashes.",
    );
  }
  if (typeof value === "function" || typeof value === "symbol") {
    throw new KernelError(
      `The attribute ${name} must be text, a number or a boolean, but is a ${typeof value}`,
      "JSX is shown as HTML, which cannot call the kernel; use a widget such as Button for that.",
    );
  }
  if (value === true) return ` ${name}`;
  const text = name === "style" ? styleText(value as Style) : String(value);
  return ` ${name}="${escapeHtml(text)}"`;
}

function styleText(style: Style): string {
  if (typeof style === "string") return style;
  return Object.entries(style)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${cssName(name)}: ${value}`)
    .join("; ");
}

/** `fontSize` → `font-size`; custom properties stay. */
const cssName = (name: string) =>
  name.startsWith("--") ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
