import { GeneratorError } from "../generatorError.js";

/** The bytes of an answer; a longer one is given up before it fills the memory. @throws GeneratorError "bad-answer" */
export async function readBody(response: Response, maxBytes: number, service: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel().catch(() => {});
      throw new GeneratorError("bad-answer", {
        argument: `the answer of ${service}`,
        expected: `at most ${Math.round(maxBytes / 2 ** 20)} MiB`,
        got: "longer",
        remedy: "ask for a smaller picture, or allow more: maxBytes",
      });
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}
