import type { Painter } from "../painter.js";
import { makeRecordingFolder, readRecording, recordingsOf, writeRecording } from "./recording.js";

/**
 * A painter whose answers are kept in a folder, and given again for the same request: a notebook that was run once
 * runs again without cost and without network. Only whole answers are kept.
 *
 * @param isFresh whether everything is painted anew, over what was recorded
 */
export function withRecording(painter: Painter, folder: string, isFresh: boolean): Painter {
  const { about } = painter;
  const known = async (request: Parameters<Painter["paint"]>[0]): Promise<string | undefined> =>
    isFresh ? undefined : (await recordingsOf(folder, request, about.model))[0];
  return {
    about,
    estimate: (request) => painter.estimate?.(request),
    close: async () => painter.close?.(),
    async paint(request) {
      const name = await known(request);
      if (name !== undefined) return (await readRecording(folder, name)).pictures;
      await makeRecordingFolder(folder);
      const pictures = await painter.paint(request);
      await writeRecording(folder, about, request, pictures);
      return pictures;
    },
  };
}
