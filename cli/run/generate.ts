import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  ArgumentError,
  type Generator,
  generateBatch,
  generateImage,
  inBatch,
  writeImage,
} from "vision-peel";
import { explain } from "../explain.js";
import { tellDryRun } from "./dryGenerator.js";
import {
  choiceOf,
  concurrencyOf,
  folderOf,
  openFor,
  RUN_OPTIONS,
  RUN_USAGE,
  type RunValues,
} from "./options.js";
import { isBatchOf } from "./paintTogether.js";
import { isFatal, makeProgress, paidFor } from "./progress.js";
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
  const choice = choiceOf(values);
  const generator = await openFor(values);
  const stop = new AbortController();
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    stop.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    if (values["dry-run"]) {
      const costs = positionals.map(
        (prompt) => generator.estimate({ prompt, ...choice }, { isBatch: isBatchOf(values, generator) })?.usd,
      );
      for (const [i, prompt] of positionals.entries())
        process.stdout.write(`${prompt}${costs[i] === undefined ? "" : ` ($${costs[i].toFixed(4)})`}\n`);
      return tellDryRun(generator, costs, values.record !== undefined);
    }
    const folder = folderOf(values);
    await makeResultFolder(folder);
    const progress = makeProgress(positionals.length);
    const keyOfPrompt = (prompt: string): string =>
      keyOf(undefined, {
        ...{ task: "generate", spec: values.generator, prompt, ...choice },
        modelVersion: generator.about.modelVersion,
      });
    const isDone = async (prompt: string): Promise<boolean> =>
      !values.again && (await doneBefore(folder, nameOfPrompt(prompt), keyOfPrompt(prompt))) !== undefined;
    const open = values.batch ? await Promise.all(positionals.map(async (one) => !(await isDone(one)))) : [];
    const together = positionals.filter((_, i) => open[i]);
    const answers = await askTogether(generator, together, values);
    await inBatch(
      positionals,
      async (prompt) => {
        try {
          const name = nameOfPrompt(prompt);
          const key = keyOfPrompt(prompt);
          if (await isDone(prompt)) return progress.skipped(prompt);
          const answer = answers[together.indexOf(prompt)];
          if (answer?.status === "rejected") throw answer.reason;
          const picture =
            answer?.value.picture ??
            (await generateImage(prompt, { ...choice, generator, signal: stop.signal }));
          await writeImage(picture, join(folder, `${name}.png`));
          const record = { key, prompt, files: [`${name}.png`], provenance: picture.provenance };
          await writeDone(folder, name, record);
          process.stdout.write(
            values.json ? `${JSON.stringify(record)}\n` : `${prompt} → ${join(folder, `${name}.png`)}\n`,
          );
          progress.done(prompt, paidFor(picture.provenance));
        } catch (error) {
          if (stop.signal.aborted) return;
          const { message, exitCode } = explain(error);
          progress.failed(prompt, message);
          process.exitCode = exitCode;
          if (!isFatal(error)) return;
          process.stderr.write("The other prompts would fail, too: stopped.\n");
          stop.abort(error);
        }
      },
      { concurrency: concurrencyOf(values), signal: stop.signal },
    ).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    progress.end();
    if (!isInterrupted) return;
    process.stderr.write("Stopped. The same call goes on where it was left.\n");
    process.exitCode = 130;
  } finally {
    process.off("SIGINT", interrupt);
    await generator.close();
  }
}

/** Of what was recorded nothing is asked for again. */
const askTogether = (generator: Generator, prompts: readonly string[], values: RunValues) =>
  generateBatch(
    generator,
    prompts.map((prompt) => ({ ...choiceOf(values), prompt })),
    {
      concurrency: concurrencyOf(values),
      onProgress: ({ stage, done, total }) =>
        void process.stderr.write(`${stage}, ${done} of ${total} pictures\n`),
    },
  );

/** The first words of a prompt, as a file may be called; where that does not say all of it, digits tell it from others. */
function nameOfPrompt(prompt: string): string {
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.join("-").slice(0, 60) || "picture";
  if (name.replaceAll("-", " ") === prompt) return name;
  return `${name}-${createHash("sha256").update(prompt).digest("hex").slice(0, 6)}`;
}
