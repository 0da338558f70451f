import { availableParallelism } from "node:os";
import {
  type DecodeArguments,
  type Decoded,
  DecodePool,
  type DecodeTask,
  decoders,
  type PoolCall,
  type RgbImage,
} from "vision-peel";
import { explain } from "./explain.js";

/** Decodes a picture: here, or in a worker. */
export type Decoding = <T extends DecodeTask>(
  task: T,
  painted: RgbImage,
  args: DecodeArguments<T>,
) => Promise<Decoded<T>>;

/** What the work on one picture is given. */
export interface Work {
  readonly decoding: Decoding;
  /** tells people something, one line on stderr */
  say(line: string): void;
}

/** In this thread: for one picture no worker needs to start. */
export const decodeHere: Decoding = async (task, painted, args) => {
  const decode = decoders[task] as (painted: RgbImage, ...args: readonly unknown[]) => Decoded<typeof task>;
  return decode(painted, ...args);
};

/** Smaller pictures are decoded sooner than sent to a worker. */
const WORTH_SENDING = 2 ** 18;

/** Pictures at once; more would only hold memory. */
const ABREAST = Math.min(8, availableParallelism() + 1);

/**
 * Works through files, some of them at a time, and hands on what was found in their order, with a line of
 * progress for each on stderr. A file that fails is told and passed over. Ctrl-C stops.
 */
export async function workThrough<Result>(
  paths: readonly string[],
  work: (path: string, tools: Work) => Promise<Result>,
  found: (path: string, result: Result) => void,
): Promise<void> {
  const pool = new DecodePool();
  const stop = new AbortController();
  const { signal } = stop;
  const interrupt = () => stop.abort();
  // Only the first time: a second Ctrl-C ends the program as usual.
  process.once("SIGINT", interrupt);
  const decoding: Decoding = (task, painted, args) =>
    painted.width * painted.height < WORTH_SENDING
      ? decodeHere(task, painted, args)
      : pool.decode(task, painted, ...([args, { signal }] as unknown as PoolCall<typeof task>));
  const begin = async (path: string) => {
    const lines: string[] = [];
    const tools = { decoding, say: (line: string) => void lines.push(line) };
    try {
      return { lines, result: await work(path, tools) };
    } catch (error) {
      return { lines, error };
    }
  };
  const running: ReturnType<typeof begin>[] = [];
  let done = 0;
  try {
    for (const [i, path] of paths.entries()) {
      while (running.length < ABREAST && i + running.length < paths.length)
        running.push(begin(paths[i + running.length]));
      process.stderr.write(`${i + 1}/${paths.length} ${path}\n`);
      const { lines, ...outcome } = await (running.shift() as ReturnType<typeof begin>);
      if (signal.aborted) break;
      for (const line of lines) process.stderr.write(`${line}\n`);
      if ("error" in outcome) tell(outcome.error);
      else found(path, outcome.result);
      done++;
    }
  } finally {
    process.off("SIGINT", interrupt);
    pool.close();
  }
  if (!signal.aborted) return;
  process.stderr.write(`Stopped: ${done} of ${paths.length} are done.\n`);
  // What a shell expects of a program that SIGINT has ended.
  process.exitCode = 130;
}

function tell(error: unknown): void {
  const { message, exitCode } = explain(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}
