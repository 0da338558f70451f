/** What runs in a worker thread of Node. */
import { parentPort } from "node:worker_threads";
import { type Job, sentError } from "./messages.js";
import { runJob } from "./runJob.js";

parentPort?.on("message", (job: Job) => {
  const { reply, transfer } = runJob(job);
  try {
    parentPort?.postMessage(reply, transfer);
  } catch (error) {
    // A result that cannot be cloned.
    parentPort?.postMessage({ id: job.id, error: sentError(error) });
  }
});
