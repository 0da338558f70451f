import { Worker } from "node:worker_threads";
import type { Job, Reply } from "./messages.js";

/** What a pool needs of a worker; one of Node's threads by default. */
export interface PoolWorker {
  post(job: Job, transfer: readonly ArrayBuffer[]): void;
  /** while it is idle, a worker does not keep the process alive */
  setBusy(isBusy: boolean): void;
  end(): void;
}

/** Starts a worker; `ended` is told why it is gone, unless it was by `end()`. */
export type StartWorker = (replied: (reply: Reply) => void, ended: (reason: string) => void) => PoolWorker;

/** Starts a thread of Node that decodes. */
export const startThread: StartWorker = (replied, ended) => {
  // Flags of this process, such as a profiler's or a loader's, are not for its workers.
  const worker = new Worker(new URL("./thread.js", import.meta.url), { execArgv: [] });
  let isWanted = true;
  worker.unref();
  worker.on("message", replied);
  const gone = (reason: string) => {
    if (isWanted) ended(reason);
    isWanted = false;
  };
  worker.on("error", ({ message }) => gone(message));
  worker.on("exit", (code) => gone(`exit code ${code}`));
  return {
    post: (job, transfer) => worker.postMessage(job, transfer),
    setBusy: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
    end() {
      isWanted = false;
      void worker.terminate();
    },
  };
};
