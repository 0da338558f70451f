/** Jobs of batches beside the recordings that they become: `job-….json`, for whoever goes on with them. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { GeneratorError } from "../../generatorError.js";
import { writeFileSafely } from "../../image/writeFileSafely.js";
import type { BatchJob, BatchJobs } from "../batchWork.js";

/** Jobs of a folder, with what ends them once their answers are recorded. */
export interface RecordedJobs extends BatchJobs {
  forgetFinished(): Promise<void>;
}

export function jobsIn(folder: string): RecordedJobs {
  const finished: BatchJob[] = [];
  const placeOf = ({ id }: BatchJob): string => join(folder, `job-${id}.json`);
  return {
    async known() {
      const names = await readdir(folder).catch(() => []);
      const files = names.filter((name) => /^job-[\w-]+\.json$/.test(name)).sort();
      return Promise.all(files.map((file) => readJob(join(folder, file))));
    },
    keep: (job) => writeFileSafely(placeOf(job), `${JSON.stringify(job, null, 1)}\n`),
    finished: (job) => void finished.push(job),
    async forgetFinished() {
      await Promise.all(finished.splice(0).map((job) => rm(placeOf(job), { force: true })));
    },
  };
}

/** One that cannot be read is not passed over: what it asked for would be paid for again. */
async function readJob(path: string): Promise<BatchJob> {
  const job = await readFile(path, "utf8")
    .then((text) => JSON.parse(text) as Partial<BatchJob> | null)
    .catch(() => undefined);
  const isText = (value: unknown): boolean => typeof value === "string";
  const isJob =
    isText(job?.id) &&
    isText(job?.model) &&
    isText(job?.address) &&
    Array.isArray(job?.keys) &&
    job.keys.every(isText);
  if (isJob && (job?.name === undefined || isText(job.name))) return job as BatchJob;
  throw new GeneratorError("bad-answer", {
    ...{ argument: path, expected: "the record of a batch: id, model, address, keys", got: "damaged" },
    remedy: "look at the service's list of batches; delete the file to ask, and pay, anew",
  });
}
