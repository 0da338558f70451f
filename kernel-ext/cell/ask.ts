/** What cells call to ask the reader something. */
import { requireRuntime } from "../runtime.js";

export interface AskOptions {
  /** Does not show what is typed. */
  password?: boolean;
}

/**
 * Asks the reader for a line of text. Widgets and timers go on meanwhile.
 * Throws `KernelError` where the front end cannot ask, and `KeyboardInterrupt` when interrupted.
 *
 * @example
 * const name = await input("Your name? ");
 */
export function input(prompt = "", options: AskOptions = {}): Promise<string> {
  return requireRuntime("input").input(prompt, options);
}

/**
 * Asks the reader for a line of text and stops everything until it is there, as `prompt` does in a
 * browser: for code that cannot await. Returns `defaultValue` for an empty line.
 * Throws `KernelError` where the front end cannot ask, and `KeyboardInterrupt` when interrupted.
 *
 * @example
 * const metres = Number(prompt("How far, in metres? ", { defaultValue: "2" }));
 */
export function prompt(
  question = "",
  { defaultValue = "", password }: AskOptions & { defaultValue?: string } = {},
): string {
  return requireRuntime("prompt").inputNow(question, { password }) || defaultValue;
}

/**
 * Asks the reader for a yes and stops everything until there is an answer: true for "y" or "yes".
 *
 * @example
 * if (confirm("Throw the old pictures away?")) console.log("gone");
 */
export function confirm(question = "Sure?"): boolean {
  return /^\s*y(es)?\s*$/i.test(requireRuntime("confirm").inputNow(`${question} [y/N] `));
}

/**
 * Shows a text and stops everything until the reader presses Enter.
 *
 * @example
 * alert("The camera is ready.");
 */
export function alert(text = ""): void {
  requireRuntime("alert").inputNow(`${text} [Enter] `);
}
