import { checkOptions } from "../../checkOptions.js";
import { GeneratorError } from "../../generatorError.js";
import type { GeneratorKind } from "../kinds.js";
import type { PaintRequest } from "../request.js";
import { readRecording, recordingsIn, recordingsOf } from "./recording.js";

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
        const [name, ...others] = await recordingsOf(folder, request, model);
        if (name === undefined) throw notRecorded(folder, request);
        if (others.length > 0) throw severalFor(folder, [name, ...others]);
        return (await readRecording(folder, name)).pictures;
      },
    };
  },
};

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
    got: `several, of other models or options: ${names.join(", ")}`,
    remedy: 'say whose: openGenerator("replay:DIR", { model: "…" }), or move the others to another folder',
  });
}
