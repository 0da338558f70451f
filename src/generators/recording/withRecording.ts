import { unlessAborted } from "../../unlessAborted.js";
import type { Painter } from "../painter.js";
import { makeRecordingFolder, readRecording, recordingBy, writeRecording } from "./recording.js";
import { recordedRequest, requestKey } from "./requestKey.js";

/**
 * A painter whose answers are kept in a folder, and given again for the same request: a notebook that was run once
 * runs again without cost and without network. Only whole answers are kept.
 *
 * @param isFresh whether everything is painted anew, over what was recorded
 */
export function withRecording(painter: Painter, folder: string, isFresh: boolean): Painter {
  const { about } = painter;
  const oneByOne = makeQueues();
  const known = async (request: Parameters<Painter["paint"]>[0]): Promise<string | undefined> =>
    isFresh ? undefined : recordingBy(folder, request, about);
  return {
    about,
    estimate: (request) => painter.estimate?.(request),
    close: async () => painter.close?.(),
    paint: (request) =>
      oneByOne(requestKey(recordedRequest(request)), request.signal, async () => {
        const name = await known(request);
        if (name !== undefined) return (await readRecording(folder, name)).pictures;
        await makeRecordingFolder(folder);
        const pictures = await painter.paint(request);
        if (pictures.length >= request.count) await writeRecording(folder, about, request, pictures);
        return pictures;
      }),
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
