import { GeneratorError } from "../generatorError.js";

// biome-ignore lint/suspicious/noExplicitAny: what comes from outside is looked at field by field
export type Json = any;

/** @throws GeneratorError "bad-answer" for what is no JSON, such as an answer that was cut off */
export function jsonOf(bytes: Uint8Array, service: string): Json {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GeneratorError(
      "bad-answer",
      {
        ...{ argument: `the answer of ${service}`, expected: "JSON", got: "something else, or cut off" },
        ...{ remedy: "ask again; check that the address is the service's", detail: text.slice(0, 200) },
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
