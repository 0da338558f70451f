import { inspect } from "node:util";
import { ArgumentError } from "./errors.js";

/** What a kernel offers to code that asks people: whoever looks for it needs no package of the kernel. */
interface Kernel {
  input(prompt: string, options: { password: boolean }): Promise<string>;
}

/**
 * A key that shows itself nowhere: not printed, not logged, not written into notebooks, JSON or errors.
 *
 * @example const key = await askSecret("Gemini API key"); // typed into a hidden field of the notebook
 */
export class Secret {
  readonly #value: string;

  /** @throws ArgumentError for an empty one, or one with characters that no header takes */
  constructor(value: string) {
    const trimmed = String(value).trim();
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw new ArgumentError({
        ...{ argument: "the key", expected: "one word of plain characters" },
        ...{
          got: trimmed === "" ? "empty" : "another text",
          remedy: "copy it anew, without what stands around it",
        },
      });
    }
    this.#value = trimmed;
  }

  /** the key itself, for the header of a request */
  reveal(): string {
    return this.#value;
  }

  /** A text without the key in it, however it is spelt: services repeat what they were sent. */
  redact(text: string): string {
    const spellings = [
      this.#value,
      encodeURIComponent(this.#value),
      JSON.stringify(this.#value).slice(1, -1),
      this.#value.replaceAll("/", "\\/"),
    ];
    // Pictures are long texts: they are copied only where there is something to hide.
    return spellings.reduce(
      (told, spelling) => (told.includes(spelling) ? told.replaceAll(spelling, HIDDEN) : told),
      text,
    );
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return `Secret ${HIDDEN}`;
  }
}

const HIDDEN = "•••";

/**
 * Asks for a key in a hidden field of the notebook. It is kept in memory only.
 *
 * @throws ArgumentError outside of a notebook, or for what is no key
 * @example const generator = await openGenerator("gemini:gemini-3-pro-image", { key: await askSecret("Gemini API key") });
 */
export async function askSecret(prompt: string): Promise<Secret> {
  const kernel = (globalThis as Record<symbol, Kernel | undefined>)[Symbol.for("peel.kernel.v1")];
  if (!kernel) {
    throw new ArgumentError({
      ...{ argument: "askSecret", expected: "called in a cell of a notebook", got: "called elsewhere" },
      remedy: "put the key into the environment, as GEMINI_API_KEY or OPENAI_API_KEY",
    });
  }
  return new Secret(await kernel.input(`${prompt}: `, { password: true }));
}
