import { listed, type Wording, withArticle } from "./wording.js";

/** What a caption may tell of a scene. */
export interface CaptionFacts {
  readonly place: "room" | "yard";
  /** "red ball", "small striped blue crate"; without article */
  readonly things: readonly string[];
  /** "brown floor", "white walls"; may be empty */
  readonly surroundings: readonly string[];
}

/**
 * Describes a picture that is to be generated.
 *
 * @example captionPrompt({ place: "room", things: ["red ball"], surroundings: ["white walls"] }, wording)
 */
export function captionPrompt({ place, things, surroundings }: CaptionFacts, { random }: Wording): string {
  const shown = listed(things.map(withArticle));
  const around = listed(surroundings);
  const inPlace = random.pick(
    place === "room" ? ["in a room", "indoors", "inside a room"] : ["in a yard", "outdoors", "under the sky"],
  );
  const name = random.pick(
    place === "room" ? ["a room", "an indoor scene", "a room scene"] : ["a yard", "an outdoor scene"],
  );
  const start = random.pick([
    "",
    "",
    "",
    "a photo of",
    "a picture of",
    "generate an image of",
    "an image of",
    "draw",
    "show",
  ]);
  const withAround = around === "" ? "" : random.pick([` with ${around}`, `, ${around}`]);
  if (shown === "")
    return `${start} ${random.pick(["an empty", "just"])} ${name.replace(/^an? /, "")}${withAround}`.trim();
  const text = random.pick([
    `${start} ${name} with ${shown}${around === "" ? "" : `, ${around}`}`,
    `${start} ${shown} ${inPlace}${withAround}`,
    `${start} ${shown}${withAround}`,
  ]);
  return text.trim();
}

/** Asks for a picture of one colour and nothing else: what a colour's words look like. */
export const solidPrompt = (colour: string, { random }: Wording): string =>
  random.pick([
    `a solid ${colour} picture`,
    `a plain ${colour} image`,
    `an image filled with ${colour}`,
    `generate a solid ${colour} image`,
    `everything is ${colour}`,
  ]);
