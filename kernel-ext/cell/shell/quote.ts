import { KernelError } from "../../errors.js";

/** Needs no quotes in a POSIX shell. */
const plain = /^[\w@%+=:,./-]+$/;

/** One word of a POSIX shell, whatever is in it. */
export function quoteWord(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function wordOf(value: unknown, place: number): string {
  if (value instanceof URL && value.protocol === "file:") return decodeURIComponent(value.pathname);
  const isText = ["string", "number", "bigint", "boolean"].includes(typeof value) || value instanceof URL;
  if (!isText) {
    const got = value === null ? "null" : typeof value;
    throw new KernelError(
      `Interpolation ${place} of sh must be text, a number or an array of them, but is ${got}`,
      "Pass the text itself, such as `$" + "{file.name}`",
    );
  }
  const text = String(value);
  if (text.includes("\0")) {
    throw new KernelError(
      `Interpolation ${place} of sh has a NUL character`,
      "No command can be given one: remove it",
    );
  }
  return text;
}

/**
 * The command of a template: its text as it is written, backslashes included, and each
 * interpolation as exactly one word, or one for each item of an array.
 */
export function commandOf(strings: TemplateStringsArray, values: readonly unknown[]): string {
  // In a template these two can only be written with a backslash, which is not meant for the shell.
  const parts = strings.raw.map((part) => part.replaceAll("\\`", "`").replaceAll("\\${", "${"));
  return parts.reduce((command, part, i) => {
    const words = [values[i - 1]].flat().map((value) => quoteWord(wordOf(value, i)));
    return command + words.join(" ") + part;
  });
}
