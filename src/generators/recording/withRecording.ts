import { unlessAborted } from "../../unlessAborted.js";
import type { ModelAbout, Painter } from "../painter.js";
import { makeRecordingFolder, type Recording, readRecording, writeRecording } from "./recording.js";
import { earlierName, recordingName, recordingsIn } from "./recordingName.js";
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
    estimate: (request) => painter.estimate?.(request),
    foresee: (request) => painter.foresee?.(request) ?? [],
    close: async () => painter.close?.(),
    async paint(request) {
      const asked = recordedRequest(request);
      const name = recordingName(asked, about);
      return oneByOne(name, request.signal, async () => {
        const known = isFresh ? undefined : await recordingOf(folder, name, earlierName(asked, about), about);
        if (known) return known.pictures;
        await makeRecordingFolder(folder);
        const pictures = await painter.paint(request);
        if (pictures.length >= request.count)
          await writeRecording(folder, about, asked, request.image, pictures);
        return pictures;
      });
    },
  };
}

/** A model's recording; one of before addresses counted, where its pictures tell that they came from this one. */
export async function recordingOf(
  folder: string,
  name: string,
  earlier: string,
  { address, modelVersion }: ModelAbout,
): Promise<Recording | undefined> {
  const names = await recordingsIn(folder);
  if (names.includes(name)) return readRecording(folder, name);
  if (address === undefined || modelVersion !== undefined || !names.includes(earlier)) return undefined;
  const recording = await readRecording(folder, earlier);
  const { host } = new URL(address);
  return recording.pictures.every(({ device }) => device === host) ? recording : undefined;
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
