import { join } from "node:path";
import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import type { DatasetName } from "vision-peel/datasets";
import {
  openBenchmark,
  runSweep,
  runSweepOnRedis,
  type SweepProgress,
  scoredDatasets,
} from "vision-peel/evaluation";
import { writeFileSafely } from "vision-peel/image/files";
import { numberOf } from "../arguments.js";
import { makeProgressLine } from "../evaluate/progressLine.js";
import { scoresLines, scoresMarkdown } from "../evaluate/scoresText.js";
import { tellCheck } from "../evaluate/tellCheck.js";

const scored = scoredDatasets();

export const usage = `
Usage: peel eval BENCHMARK --data DIR [--generator SPEC] [--limit N] [--workers N] [-o DIR]
                           [--redis URL] [--budget USD] [--split NAME] [--against SPEC]

Paints, decodes and scores every sample of a data set by the field's protocols. Results are kept as they come: the same
call goes on where a crash, an interrupt or a spent budget left it.

  BENCHMARK           ${scored.join(", ")}
  --data DIR          where the data lies; --check tells what is missing, docs/datasets.md where to ask for it
  --generator SPEC    who paints: embedded (default), onnx:DIR, gemini:MODEL, openai:MODEL@URL …;
                      exact, exact+size and exact+noise know the truth: what decoding alone can reach
  --against SPEC      of genai-bench and imgedit, which have no truth: the other generator. Pairs of pictures are put
                      into the results with rate.html, by which people rate them; peel report, or the same call, tells
                      win rates as soon as its votes.csv lies there, too
  --split NAME        default: the one that papers report
  --limit N           only the first N samples
  --workers N         samples at once (default 2)
  --votes N           pictures of classes with colours dealt anew, of which the most win
  --seed N            default 0
  --budget USD        begin nothing more when it is spent
  --redis URL         by the workers of this Redis (peel worker), on any number of machines
  --no-pictures       keep no paintings beside the results
  -o DIR              results (default results)
  --check             look for every file of the data, and do nothing else
  --json              print the scores as JSON

Example: peel eval nyuv2 --data /data/nyuv2 --generator embedded --limit 50
`;

/** Without a result for so long, in milliseconds, people wonder whether anybody works. */
const LONELY_MS = 10_000;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: "string" },
      generator: { type: "string", default: "embedded" },
      against: { type: "string" },
      split: { type: "string" },
      limit: { type: "string" },
      workers: { type: "string" },
      votes: { type: "string" },
      seed: { type: "string" },
      budget: { type: "string" },
      redis: { type: "string" },
      "no-pictures": { type: "boolean", default: false },
      output: { type: "string", short: "o", default: "results" },
      check: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [name] = positionals;
  if (name === undefined || values.data === undefined) {
    throw new ArgumentError({
      argument: name === undefined ? "BENCHMARK" : "--data",
      expected: name === undefined ? `one of ${scored.join(", ")}` : "given",
      ...{ got: "missing", remedy: "peel eval --help tells more" },
    });
  }
  if (values.check) return await tellCheck(name, values.data, values.split, values.json);
  const [limit, workers, votes] = (["limit", "workers", "votes"] as const).map((key) =>
    countOf(`--${key}`, values[key]),
  );
  const [seed, budgetUsd] = [numberOf("--seed", values.seed), numberOf("--budget", values.budget)];
  const benchmark = await openBenchmark({
    ...{ benchmark: name as DatasetName, data: values.data, generator: values.generator },
    ...(values.split !== undefined && { split: values.split }),
    ...(values.against !== undefined && { against: values.against }),
    ...(limit !== undefined && { limit }),
    ...(votes !== undefined && { votes }),
    ...(seed !== undefined && { seed }),
    ...(values["no-pictures"] && { withoutPictures: true }),
    // A Redis's password is nobody's.
    command: ["peel", "eval", ...args].join(" ").replace(/:\/\/[^\s/@]*@/g, "://…@"),
  });
  try {
    for (const note of benchmark.limits) process.stderr.write(`Note: ${note}\n`);
    const stop = new AbortController();
    const interrupt = () => stop.abort(new DOMException("Stopped", "AbortError"));
    process.once("SIGINT", interrupt);
    const line = makeProgressLine();
    let progress: SweepProgress | undefined;
    const lonely = setTimeout(() => {
      if (values.redis === undefined || (progress && progress.done + progress.failed > progress.found))
        return;
      process.stderr.write("\nNo result yet. Is a worker there? Start one by: peel worker --redis URL\n");
    }, LONELY_MS);
    const options = {
      ...{ folder: values.output, name, signal: stop.signal },
      onProgress(news: SweepProgress) {
        progress = news;
        line.show(news);
      },
      ...(budgetUsd !== undefined && { budgetUsd }),
    };
    const end = await (values.redis === undefined
      ? runSweep(benchmark.plan, benchmark.work, {
          ...options,
          ...(workers !== undefined && { concurrency: workers }),
        })
      : runSweepOnRedis(benchmark.plan, { ...options, redis: values.redis })
    ).finally(() => {
      clearTimeout(lonely);
      line.end();
      process.off("SIGINT", interrupt);
    });
    const scores = await benchmark.summarise(end.results(), end.folder);
    const page = await benchmark.handOut?.(end.results(), end.folder);
    for (const { id, error } of end.failures.slice(0, 5)) process.stderr.write(`${id}: ${error}\n`);
    const notes = [
      ...benchmark.limits,
      ...(end.failures.length > 0 ? [`${end.failures.length} samples failed and are in no score.`] : []),
      ...(end.stopped ? ["The budget is spent: not all samples were worked on."] : []),
      ...(limit !== undefined ? [`Only the first ${limit} samples.`] : []),
      ...(page !== undefined ? [`Rate the pairs by ${page}, and put its votes.csv beside it.`] : []),
    ];
    const report = {
      title: benchmark.title,
      about: benchmark.plan.about,
      progress: end.progress,
      notes,
      scores,
    };
    await writeFileSafely(join(end.folder, "scores.json"), `${JSON.stringify(report, null, 1)}\n`);
    await writeFileSafely(join(end.folder, "scores.md"), scoresMarkdown(benchmark.title, scores, notes));
    for (const note of notes.slice(benchmark.limits.length)) process.stderr.write(`Note: ${note}\n`);
    if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else
      process.stdout.write(
        `${scoresLines(scores, benchmark.plan.ids.length)}Results and pictures: ${end.folder}\n`,
      );
    if (end.failures.length > 0) process.exitCode = 1;
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
    process.stderr.write("Stopped. The same call goes on where it was left.\n");
    process.exitCode = 130;
  } finally {
    await benchmark.close();
  }
}

function countOf(argument: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new ArgumentError({
    argument,
    expected: "a whole number of at least 1",
    got: text,
    remedy: "leave it out",
  });
}
