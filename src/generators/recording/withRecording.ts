import { UnwritableError } from "../../errors.js";
import { unlessAborted } from "../../unlessAborted.js";
import type { Painter } from "../painter.js";
import { recordedBatch } from "./recordedBatch.js";
import { makeRecordingFolder, writeRecording } from "./recording.js";
import { earlierName, recordingName } from "./recordingName.js";
import { recordingOf } from "./recordingOf.js";
import { recordedRequest } from "./requestKey.js";

/**
 * A painter whose answers are kept in a folder, and given again for the same request: a notebook that was run once
 * runs again without cost and without network. Only whole answers are kept.
 *
 * @param isFresh whether everything is painted anew, over what was recorded
 */
export function withRecording(painter: Painter, folder: string, isFresh: boolean): Painter {
  const { about } = painter;
  const oneByOne = makeQueues();
  return {
    about,
    estimate: (request, how) => painter.estimate?.(request, how),
    foresee: (request) => painter.foresee?.(request) ?? [],
    ...(painter.paintBatch && { paintBatch: recordedBatch(painter, folder, isFresh) }),
    close: async () => painter.close?.(),
    async paint(request) {
      const asked = recordedRequest(request);
      const name = recordingName(asked, about);
      return oneByOne(name, request.signal, async () => {
        const known = isFresh ? undefined : await recordingOf(folder, name, earlierName(asked, about), about);
        if (known) return known.pictures;
        await makeRecordingFolder(folder);
        const painted = await painter.paint(request);
        // A seed that was drawn belongs to the picture: a replay tells the same.
        const pictures = painted.map((one, i) => ({ seed: (request.seed + i) % 2 ** 32, ...one }));
        if (pictures.length < request.count) return pictures;
        try {
          await writeRecording(folder, about, asked, request.image, pictures);
        } catch (error) {
          // They were painted, and perhaps paid for: a full disk does not take them away.
          if (!(error instanceof UnwritableError)) throw error;
          const warning = `This picture is not recorded: ${error.message}`;
          return pictures.map((one) => ({ ...one, warnings: [...(one.warnings ?? []), warning] }));
        }
        return pictures;
      });
    },
  };
}

/** Lets calls of one key wait for each other: what the first pays for, the others find. */
function makeQueues(): <Result>(
  key: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
) => Promise<Result> {
  const lasts = new Map<string, Promise<unknown>>();
  return async (key, signal, work) => {
    const before = lasts.get(key) ?? Promise.resolve();
    const own = unlessAborted(before, signal).then(work);
    // Whatever becomes of this one, the next waits for those before it, too.
    const last = Promise.allSettled([before, own]);
    lasts.set(key, last);
    void last.then(() => lasts.get(key) === last && lasts.delete(key));
    return own;
  };
}
