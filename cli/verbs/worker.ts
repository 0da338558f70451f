import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { benchmarkWork, runWorker } from "vision-peel/evaluation";

export const usage = `
Usage: peel worker --redis URL [--data DIR] [--workers N] [-o DIR]

Works on the samples of every peel eval --redis URL, until it is stopped. Start one on each machine; one that is killed
loses nothing: its samples are taken over by others after some seconds.

  --redis URL         redis://HOST:6379; redis://:PASSWORD@HOST, rediss:// for an encrypted connection
  --data DIR          where the data lies on this machine, if elsewhere than where peel eval was called
  --workers N         samples at once (default 2)
  -o DIR              pictures of samples (default results): that of peel eval, if machines share a disk

Ctrl+C finishes what is begun; once more leaves at once.

Example: peel worker --redis redis://10.0.0.5:6379 --data /mnt/nyuv2
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      redis: { type: "string" },
      data: { type: "string" },
      workers: { type: "string", default: "2" },
      output: { type: "string", short: "o", default: "results" },
    },
  });
  if (values.redis === undefined) {
    throw new ArgumentError({
      ...{
        argument: "--redis",
        expected: "given",
        got: "missing",
        remedy: "write --redis redis://HOST:6379",
      },
    });
  }
  const stop = new AbortController();
  const tell = (words: string): void => void process.stderr.write(`${words}\n`);
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    tell("Finishing what is begun; once more leaves at once.");
    stop.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  let count = 0;
  tell("Waiting for sweeps.");
  await runWorker({
    ...{
      redis: values.redis,
      folder: values.output,
      concurrency: Number(values.workers),
      signal: stop.signal,
    },
    openWork: (about) => benchmarkWork(about, values.data),
    onEvent(event) {
      if (event.kind === "sample")
        tell(
          `${++count} ${event.id} (${event.seconds.toFixed(1)} s)${event.error ? `: ${event.error}` : ""}`,
        );
      else if (event.kind === "refused") tell(`${event.sweep}: ${event.reason}`);
      else tell(`${event.sweep}: ${event.kind === "began" ? "begun" : "ended"}`);
    },
  });
  process.exit(0);
}
