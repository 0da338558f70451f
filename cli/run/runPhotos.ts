/** The work that all tasks of `peel run` share: photo by photo, with progress, resumed where it was left. */
import { join } from "node:path";
import {
  ArgumentError,
  type BatchProgress,
  type Generator,
  inBatch,
  type RgbImage,
  readImage,
  type TaskOptions,
  writeImage,
} from "vision-peel";
import { explain } from "../explain.js";
import { expandPattern } from "../glob.js";
import { refuseOverwriting } from "../overwriting.js";
import { type DryCall, dryGenerator, tellDryRun } from "./dryGenerator.js";
import { choiceOf, concurrencyOf, folderOf, openFor, painterOf, type RunValues } from "./options.js";
import { isBatchOf, paintTogether } from "./paintTogether.js";
import { isFatal, makeProgress, paidFor } from "./progress.js";
import {
  checkNames,
  type DoneRecord,
  doneBefore,
  keyOf,
  makeResultFolder,
  nameOf,
  placesOf,
  writeDone,
} from "./results.js";

/** What a task makes of one photo. */
export interface RunResult {
  /** pictures as they were painted; the first is the photo's, further ones are votes */
  readonly paintings: readonly RgbImage[];
  readonly prompt: string;
  /** what a program reads, beside files and provenance */
  readonly summary: object;
  /** a few words for people */
  readonly words: string;
  /** Writes results; `place` makes a path of an ending, ".depth.npy". */
  write(place: (ending: string) => string): Promise<void>;
}

export interface RunCall {
  /** "depth" */
  readonly task: string;
  readonly positionals: readonly string[];
  readonly values: RunValues;
  /** what beside the common options decides the result: classes, expressions … */
  readonly asked?: object;
  work(photo: RgbImage, options: TaskOptions): Promise<RunResult>;
}

/**
 * @throws ArgumentError for no photo, or wrong options; what fails for one photo is told, and the others go on; a
 * generator that cannot paint at all ends the call
 */
export async function runPhotos(call: RunCall): Promise<void> {
  const { task, positionals, values } = call;
  const paths = (await Promise.all(positionals.map(expandPattern))).flat();
  if (paths.length === 0) throw nothingTo(task, positionals);
  checkNames(paths);
  const choice = choiceOf(values);
  const generator = await openFor(values);
  try {
    if (values["dry-run"]) return await dryRun(call, paths, generator);
    const { modelVersion } = generator.about;
    await work(call, paths, generator, {
      task,
      ...painterOf(values),
      ...choice,
      ...call.asked,
      modelVersion,
    });
  } finally {
    await generator.close();
  }
}

const optionsOf = (values: RunValues, generator: Generator): TaskOptions => ({
  ...choiceOf(values),
  generator,
});

async function work(
  call: RunCall,
  paths: readonly string[],
  generator: Generator,
  request: object,
): Promise<void> {
  const { values } = call;
  const folder = folderOf(values);
  await makeResultFolder(folder);
  const progress = makeProgress(paths.length);
  const stop = new AbortController();
  let isInterrupted = false;
  let areLimitsTold = false;
  let lastLine = "";
  const interrupt = () => {
    isInterrupted = true;
    stop.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const some = (these: readonly string[], generatorOf: (path: string) => Generator) =>
      inBatch(these, (path) => workOn(path, generatorOf(path)), {
        ...{ concurrency: concurrencyOf(values), signal: stop.signal },
      });
    if (values.batch) {
      await paintTogether(paths, {
        ...{
          generator,
          gather,
          how: { signal: stop.signal, concurrency: concurrencyOf(values), onProgress },
        },
        work: async (these, generatorOf) => void (await some(these, generatorOf)),
      });
    } else await some(paths, () => generator);
    progress.end();
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    progress.end();
    if (!isInterrupted) return;
    process.stderr.write("Stopped. The same call goes on where it was left.\n");
    process.exitCode = 130;
  } finally {
    process.off("SIGINT", interrupt);
  }

  /** What cannot be read is told when it is worked on. */
  async function gather(path: string, dry: Generator): Promise<void> {
    const photo = await readImage(path, { upright: true }).catch(() => undefined);
    if (!photo || (await doneAlready(path, photo))) return;
    refuseOverwriting(placesOf(folder, nameOf(path)), paths);
    await call.work(photo, optionsOf(values, dry));
  }

  function onProgress({ stage, done, total }: BatchProgress): void {
    if (done > 0 || !stage.startsWith("asking")) tellLimits();
    const line = `${stage}, ${done} of ${total} pictures\n`;
    if (line !== lastLine) process.stderr.write(line);
    lastLine = line;
  }

  async function doneAlready(path: string, photo: RgbImage): Promise<DoneRecord | undefined> {
    return values.again ? undefined : doneBefore(folder, nameOf(path), keyOf(photo, request));
  }

  async function workOn(path: string, painter: Generator): Promise<void> {
    try {
      const name = nameOf(path);
      const photo = await readImage(path, { upright: true });
      const before = await doneAlready(path, photo);
      if (before) {
        progress.skipped(path);
        print(values, { photo: path, ...before }, "");
        return;
      }
      refuseOverwriting(placesOf(folder, name), paths);
      const result = await call.work(photo, {
        ...{ ...optionsOf(values, painter), signal: stop.signal, onProgress: tellLimits },
      });
      tellLimits();
      const costUsd = await keep(result, path, name, keyOf(photo, request));
      progress.done(path, costUsd);
    } catch (error) {
      if (stop.signal.aborted) return;
      progress.failed(path, explain(error).message);
      process.exitCode = explain(error).exitCode;
      // No other photo will fare better.
      if (isFatal(error)) {
        process.stderr.write("The other photos would fail, too: stopped.\n");
        stop.abort(error);
      }
    }
  }

  /** Once, and only where something is painted: a request that is refused before makes no progress. */
  function tellLimits(): void {
    if (areLimitsTold) return;
    areLimitsTold = true;
    for (const limit of generator.about.limits ?? []) process.stderr.write(`Note: ${limit}\n`);
  }

  async function keep(result: RunResult, path: string, name: string, key: string): Promise<number> {
    const files: string[] = [];
    const place = (ending: string): string => {
      const file = `${name}${ending}`;
      refuseOverwriting([join(folder, file)], paths);
      files.push(file);
      return join(folder, file);
    };
    for (const [i, painting] of result.paintings.entries())
      await writeImage(painting, place(i === 0 ? ".painted.png" : `.painted-${i + 1}.png`));
    await result.write(place);
    const provenances = result.paintings.map(({ provenance }) => provenance);
    const costUsd = provenances.reduce((sum, one) => sum + paidFor(one), 0);
    const record = {
      key,
      photo: path,
      prompt: result.prompt,
      ...result.summary,
      files,
      provenance: provenances[0],
    };
    await writeDone(folder, name, record);
    const warnings = (provenances[0]?.warnings ?? []) as readonly string[];
    for (const warning of warnings) process.stderr.write(`Warning: ${path}: ${warning}\n`);
    print(values, record, `${path}: ${result.words} → ${join(folder, files[files.length - 1])}\n`);
    return costUsd;
  }
}

/** What would be asked, of every photo, and what it would cost. */
async function dryRun(call: RunCall, paths: readonly string[], generator: Generator): Promise<void> {
  const costs: (number | undefined)[] = [];
  for (const path of paths) {
    const calls: DryCall[] = [];
    const photo = await readImage(path, { upright: true });
    await call.work(
      photo,
      optionsOf(call.values, dryGenerator(generator, calls, isBatchOf(call.values, generator))),
    );
    for (const { request, ...told } of calls) {
      const one = { prompt: request.prompt, ...told };
      costs.push(one.usd);
      for (const note of one.notes) process.stderr.write(`Note: ${path}: ${note}\n`);
      if (call.values.json) process.stdout.write(`${JSON.stringify({ photo: path, ...one })}\n`);
      else
        process.stdout.write(
          `${path}: ${one.prompt}${one.usd === undefined ? "" : ` ($${one.usd.toFixed(4)})`}\n`,
        );
    }
  }
  tellDryRun(generator, costs, call.values.record !== undefined);
}

function print({ json }: RunValues, record: object, words: string): void {
  if (!json) process.stdout.write(words);
  else
    process.stdout.write(
      `${JSON.stringify(record, (_, value) => (value === Infinity ? "Infinity" : value))}\n`,
    );
}

function nothingTo(task: string, positionals: readonly string[]): ArgumentError {
  const isEmpty = positionals.length === 0;
  return new ArgumentError({
    argument: `peel run ${task}`,
    expected: "followed by a photo",
    got: isEmpty ? "followed by nothing" : `followed by ${positionals.join(" ")}`,
    remedy: isEmpty ? `write peel run ${task} PHOTO` : "check the pattern: no file matches it",
  });
}
