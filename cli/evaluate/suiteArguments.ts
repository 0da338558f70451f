import { ArgumentError } from "vision-peel";
import type { DatasetName } from "vision-peel/datasets";
import { suiteDatasets } from "vision-peel/evaluation";

/** Options of all verbs that have to do with the suite, as `parseArgs` takes them. */
export const suiteFlags = {
  datasets: { type: "string" },
  scenes: { type: "string" },
  seed: { type: "string" },
} as const;

/**
 * @throws ArgumentError for what is no whole number, or a data set whose layout is not written
 */
export function suiteArguments(values: { datasets?: string; scenes?: string; seed?: string }): {
  datasets?: DatasetName[];
  scenes?: number;
  seed?: number;
} {
  const [scenes, seed] = [wholeOf("--scenes", values.scenes, 1), wholeOf("--seed", values.seed)];
  const known = suiteDatasets().map(({ name }) => name);
  const datasets = values.datasets?.split(",").map((name) => name.trim()) as DatasetName[] | undefined;
  const wrong = datasets?.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    throw new ArgumentError({
      ...{ argument: "--datasets", expected: `some of ${known.join(",")}`, got: JSON.stringify(wrong) },
      remedy: "leave it out for all that are not too large",
    });
  }
  return {
    ...(datasets && { datasets }),
    ...(scenes !== undefined && { scenes }),
    ...(seed !== undefined && { seed }),
  };
}

export function wholeOf(argument: string, text: string | undefined, least?: number): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value) && value >= (least ?? -Infinity)) return value;
  throw new ArgumentError({
    ...{ argument, expected: `a whole number${least === undefined ? "" : ` of at least ${least}`}` },
    ...{ got: JSON.stringify(text), remedy: "leave it out for the default" },
  });
}

/** A signal that Ctrl-C aborts, the first time; a second one ends the program as usual. */
export function interruptible(): { signal: AbortSignal; end(): void } {
  const stop = new AbortController();
  const interrupt = () => stop.abort(new DOMException("Stopped", "AbortError"));
  process.once("SIGINT", interrupt);
  return { signal: stop.signal, end: () => void process.off("SIGINT", interrupt) };
}

/** Tells of an interrupt, and throws on everything else. */
export function tellStopped(error: unknown, words: string): void {
  if ((error as Error).name !== "AbortError") throw error;
  process.stderr.write(`${words}\n`);
  process.exitCode = 130;
}
