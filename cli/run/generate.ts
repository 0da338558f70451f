import { join } from "node:path";
import { parseArgs } from "node:util";
import { ArgumentError, generateImage, inBatch, writeImage } from "vision-peel";
import { explain } from "../explain.js";
import { choiceOf, concurrencyOf, openFor, RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { makeProgress } from "./progress.js";
import { doneBefore, keyOf, makeResultFolder, writeDone } from "./results.js";

export const usage = `
Usage: peel run generate PROMPT… [-o DIR] [--generator SPEC] [options]

Paints pictures from words alone, one for each prompt: NAME.png and NAME.json, called after the prompt's words.

${RUN_USAGE}

Example: peel run generate "a room with a red ball" -o pictures
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: RUN_OPTIONS });
  if (positionals.length === 0 || values.prompt !== undefined) {
    throw new ArgumentError({
      argument: "peel run generate",
      expected: "followed by a prompt",
      got: values.prompt === undefined ? "followed by nothing" : "given --prompt",
      remedy: 'write peel run generate "a room with a red ball"',
    });
  }
  const { generator: spec, ...choice } = choiceOf(values);
  const generator = await openFor(values);
  try {
    if (values["dry-run"]) {
      for (const prompt of positionals) {
        const cost = generator.estimate({ prompt, ...choice });
        process.stdout.write(`${prompt}${cost ? ` ($${cost.usd.toFixed(4)})` : ""}\n`);
      }
      return;
    }
    const folder = values.output ?? "painted";
    await makeResultFolder(folder);
    const progress = makeProgress(positionals.length);
    await inBatch(
      positionals,
      async (prompt) => {
        try {
          const name = nameOfPrompt(prompt);
          const key = keyOf(undefined, { task: "generate", spec, prompt, ...choice });
          if (!values.again && (await doneBefore(folder, name, key))) return progress.skipped(prompt);
          const picture = await generateImage(prompt, { ...choice, generator });
          await writeImage(picture, join(folder, `${name}.png`));
          const record = { key, prompt, files: [`${name}.png`], provenance: picture.provenance };
          await writeDone(folder, name, record);
          process.stdout.write(
            values.json ? `${JSON.stringify(record)}\n` : `${prompt} → ${join(folder, `${name}.png`)}\n`,
          );
          progress.done(prompt, Number((picture.provenance?.cost as { usd?: number })?.usd ?? 0));
        } catch (error) {
          const { message, exitCode } = explain(error);
          progress.failed(prompt, message);
          process.exitCode = exitCode;
        }
      },
      { concurrency: concurrencyOf(values) },
    );
    progress.end();
  } finally {
    await generator.close();
  }
}

/** The first words of a prompt, as a file may be called. */
function nameOfPrompt(prompt: string): string {
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60) || "picture";
}
