import type { ModelAbout } from "../painter.js";
import { type Recording, readRecording } from "./recording.js";
import { recordingsIn } from "./recordingName.js";

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
