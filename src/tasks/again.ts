/** A result is made anew from one of its steps on: what came before that step stays as it is. */
import type { TaskOptions } from "./taskOptions.js";

/** What may be other in a picture that is painted again. */
export type RepaintOptions = Pick<
  TaskOptions,
  "generator" | "prompt" | "seed" | "steps" | "guidance" | "size" | "signal" | "onProgress"
>;

/** How a result is made anew. */
export interface Again<Result, Decode extends object> {
  /** what it was painted by */
  readonly painting: RepaintOptions;
  /** what it was decoded by, as far as it was asked for */
  readonly decoding: Decode;
  /** from the words on */
  readonly repaint: (changes: RepaintOptions) => Promise<Result>;
  /** from the painting on: the generator is not asked again */
  readonly redecode: (changes: Decode) => Result;
}

/** The options of one call are not those of the next: its signal has had its time. */
export function lasting<Options extends TaskOptions>({
  signal: _,
  onProgress: __,
  ...rest
}: Options): Omit<Options, "signal" | "onProgress"> {
  return rest;
}

/** What of a task's options tells how it paints. */
export function paintingOf({ generator, prompt, seed, steps, guidance, size }: TaskOptions): RepaintOptions {
  return Object.fromEntries(
    Object.entries({ generator, prompt, seed, steps, guidance, size }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
