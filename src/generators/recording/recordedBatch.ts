import { GeneratorError, isGeneratorError } from "../../generatorError.js";
import type { BatchOutcome, BatchWork } from "../batchWork.js";
import type { Painter } from "../painter.js";
import type { PaintRequest } from "../request.js";
import { jobsIn } from "./jobs.js";
import { makeRecordingFolder, writeRecording } from "./recording.js";
import { earlierName, recordingName } from "./recordingName.js";
import { recordingOf } from "./recordingOf.js";
import { type RecordedRequest, recordedRequest } from "./requestKey.js";

/** A request that is asked for, once for all that are the same. */
interface Open {
  readonly name: string;
  readonly asked: RecordedRequest;
  readonly request: PaintRequest;
}

/**
 * A painter's batch mode with recordings: what is there is not asked for, what is the same is asked for once, and a job
 * is kept until its answers are, so that a process that was ended meanwhile costs nothing.
 */
export function recordedBatch(
  painter: Painter,
  folder: string,
  isFresh: boolean,
): NonNullable<Painter["paintBatch"]> {
  const { about } = painter;
  return async (requests, work) => {
    const outcomes = new Map<string, BatchOutcome>();
    const open = new Map<string, Open>();
    const names: string[] = [];
    for (const request of requests) {
      const asked = recordedRequest(request);
      const name = recordingName(asked, about);
      names.push(name);
      if (outcomes.has(name) || open.has(name)) continue;
      const known = isFresh ? undefined : await recordingOf(folder, name, earlierName(asked, about), about);
      if (known) outcomes.set(name, known.pictures);
      else open.set(name, { name, asked, request });
    }
    if (open.size > 0) {
      await makeRecordingFolder(folder);
      await paintOpen([...open.values()], work, outcomes);
    }
    return names.map((name) => outcomes.get(name) ?? missing(name));
  };

  async function paintOpen(
    open: readonly Open[],
    work: BatchWork,
    outcomes: Map<string, BatchOutcome>,
  ): Promise<void> {
    const jobs = jobsIn(folder);
    const { cancelOnAbort = false } = work;
    const painted = await painter
      .paintBatch?.(
        open.map(({ request }) => request),
        { ...work, jobs, names: open.map(({ name }) => name), cancelOnAbort },
      )
      .catch(async (error: unknown) => {
        await jobs.forgetFinished();
        throw error;
      });
    for (const [i, { name, asked, request }] of open.entries()) {
      const outcome = painted?.[i] ?? missing(name);
      outcomes.set(name, outcome);
      if (!isGeneratorError(outcome) && outcome.length >= request.count)
        await writeRecording(folder, about, asked, request.image, outcome);
    }
    await jobs.forgetFinished();
  }
}

const missing = (name: string): GeneratorError =>
  new GeneratorError("bad-answer", {
    ...{
      argument: "the answer of the batch",
      expected: "an outcome for each request",
      got: `none for ${name}`,
    },
    remedy: "mend paintBatch of the kind that registerGenerator was given",
  });
