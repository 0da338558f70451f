import { checkOptions } from "../../checkOptions.js";
import { GeneratorError } from "../../generatorError.js";
import type { RgbImage } from "../../image/rgbImage.js";
import type { GeneratorKind } from "../kinds.js";
import type { PaintRequest } from "../request.js";
import { type Recording, readRecording } from "./recording.js";
import { recordingsIn, recordingsOf } from "./recordingName.js";

/** Recorded answers, and nothing else: no network, no key, no cost. */
export const replay: GeneratorKind = {
  name: "replay",
  form: "replay:DIR",
  about: "answers that were recorded by the option record, byte for byte",
  async open(folder, options) {
    checkOptions("replay", options, { model: true });
    const model = options.model as string | undefined;
    const names = await recordingsIn(folder);
    if (names.length === 0) throw nothingIn(folder);
    const { about } = await readRecording(folder, names[0]);
    return {
      about: { ...about, kind: "replay", ...(model !== undefined && { model }) },
      async paint(request) {
        const names = await recordingsOf(folder, request, model);
        if (names.length === 0) throw notRecorded(folder, request);
        const [first, ...others] = await Promise.all(names.map((name) => readRecording(folder, name)));
        if (!others.every((other) => isSame(first, other))) throw severalFor(folder, names);
        return first.pictures;
      },
    };
  },
};

/** Whether two recordings of the same options answer alike, as those of before and after an update do. */
const isSame = (one: Recording, other: Recording): boolean =>
  one.about.model === other.about.model &&
  one.about.variant === other.about.variant &&
  one.pictures.length === other.pictures.length &&
  one.pictures.every(
    ({ picture }, i) => Buffer.compare(bytesOf(picture), bytesOf(other.pictures[i].picture)) === 0,
  );

const bytesOf = (picture: Uint8Array | RgbImage): Uint8Array =>
  ArrayBuffer.isView(picture) ? picture : Uint8Array.from(picture.data);

function nothingIn(folder: string): GeneratorError {
  return new GeneratorError("unavailable", {
    argument: folder === "" ? "replay:DIR" : folder,
    expected: "a folder with recordings",
    got: "one without any",
    remedy: 'record first: openGenerator("embedded", { record: "recordings" })',
  });
}

function notRecorded(folder: string, { prompt, image, seed, isSeedGiven }: PaintRequest): GeneratorError {
  const photo = image ? ` for this photo of ${image.width} × ${image.height} pixels` : "";
  return new GeneratorError("not-recorded", {
    argument: folder,
    expected: `a recording of this very request${photo}`,
    got: `one without it: ${JSON.stringify(prompt)}${isSeedGiven ? ` with seed ${seed}` : ""}`,
    remedy:
      "prompt, photo, seed, size, steps, guidance and count must be those that were recorded; or record it",
  });
}

function severalFor(folder: string, names: readonly string[]): GeneratorError {
  return new GeneratorError("not-recorded", {
    argument: folder,
    expected: "one recording of this request",
    got: `several, of other models, versions or options: ${names.join(", ")}`,
    remedy: 'say whose: openGenerator("replay:DIR", { model: "…" }), or move the others to another folder',
  });
}
