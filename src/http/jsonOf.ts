import { GeneratorError } from "../generatorError.js";
import type { Secret } from "../secret.js";

// biome-ignore lint/suspicious/noExplicitAny: what comes from outside is looked at field by field
export type Json = any;

/**
 * What a service has answered, without the key, which some repeat: answers end in errors, provenance and recordings.
 *
 * @throws GeneratorError "bad-answer" for what is no JSON, such as an answer that was cut off
 */
export function jsonOf(bytes: Uint8Array, service: string, key?: Secret): Json {
  const hide = (said: string): string => key?.redact(said) ?? said;
  // As it came, names of fields and all; what is spelt in escapes shows only when it is read.
  const text = hide(new TextDecoder().decode(bytes));
  const hidden = (_: string, value: unknown): unknown => (typeof value === "string" ? hide(value) : value);
  try {
    // Without a key nothing is hidden: answers may hold millions of numbers.
    return key ? JSON.parse(text, hidden) : JSON.parse(text);
  } catch (cause) {
    throw new GeneratorError(
      "bad-answer",
      {
        ...{ argument: `the answer of ${service}`, expected: "JSON", got: "something else, or cut off" },
        ...{
          remedy: "ask again; check that the address is the service's",
          detail: text.slice(0, 200),
        },
      },
      { cause },
    );
  }
}

/** The bytes that a text in base64 stands for; undefined for what is no such text. */
export function bytesOfBase64(text: unknown): Uint8Array | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  return new Uint8Array(Buffer.from(text, "base64"));
}
