/** Is it there at all? Generators paint what they are asked for; the paper asks a language model first. */
import { ArgumentError, describeValue } from "../errors.js";
import type { RgbImage } from "../image/rgbImage.js";
import { unlessAborted } from "../unlessAborted.js";

/** Whether something is visible in a photo. */
export type PresenceGate = (
  photo: RgbImage,
  name: string,
  how: { readonly signal?: AbortSignal },
) => boolean | Promise<boolean>;

/** The paper's question (arXiv 2604.20329, on SA-Co), whose answer begins with (A) or (B). */
export const presenceQuestion = (name: string): string =>
  `Is there an instance of ${name} visible in this image? Choose your answer from the following options: (A): Yes, (B): No.`;

/** Names that are there, in their order, and those that are not. */
export async function partedByPresence(
  photo: RgbImage,
  names: readonly string[],
  gate: PresenceGate | undefined,
  signal: AbortSignal | undefined,
): Promise<{ present: string[]; absent: string[] }> {
  if (!gate) return { present: [...names], absent: [] };
  const asked = Promise.all(names.map((name) => gate(photo, name, signal ? { signal } : {})));
  // A gate from outside may not listen.
  const answers = signal ? await unlessAborted(asked, signal) : await asked;
  const odd = answers.findIndex((answer) => typeof answer !== "boolean");
  if (odd >= 0)
    throw new ArgumentError({
      ...{ argument: "gate", expected: `true or false for ${JSON.stringify(names[odd])}` },
      ...{ got: describeValue(answers[odd]), remedy: "return whether it is there" },
    });
  return {
    present: names.filter((_, i) => answers[i]),
    absent: names.filter((_, i) => !answers[i]),
  };
}
