import type { Random } from "../random.js";

/** How a prompt is worded: from a stream of random numbers, in the usual ways or in those kept for tests. */
export interface Wording {
  readonly random: Random;
  /** true for whole sentences that no training prompt uses (their words are all used elsewhere) */
  readonly isHeldOut: boolean;
}

/** The usual wording, or where tests ask for it one of those that are kept from training. */
export const choose = <T>({ random, isHeldOut }: Wording, usual: readonly T[], held: readonly T[]): T =>
  random.pick(isHeldOut ? held : usual);

/** Joins words with single spaces, dropping empty ones. */
export const sentence = (...words: readonly string[]): string =>
  words
    .filter((word) => word !== "")
    .join(" ")
    .replace(/\s+([.,:;?!])/g, "$1");

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

/** "a ball", "an orange crate". */
export const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

/** "ball" → "balls", "shelf" → "shelves". */
export function plural(noun: string): string {
  if (noun === "shelf") return "shelves";
  if (/(sh|ch|s|x)$/.test(noun)) return `${noun}es`;
  return noun === "background" || noun === "sky" ? noun : `${noun}s`;
}

const POLITE = ["please", "now", "can you", "i want you to", "could you please"];

/** Nothing mostly; sometimes what people put before a request. */
export const polite = ({ random }: Wording): string =>
  random.between(0, 1) < 0.12 ? random.pick(POLITE) : "";

const IMAGES = [
  ...["of the input image", "of this image", "of this scene", "of the provided image", "of the given image"],
  ...[
    "for this picture",
    "of the photo",
    "of the input",
    "for the image",
    "from this photo",
    "of the picture",
    "",
  ],
];

/** "of this image" in many ways, or nothing. */
export const ofImage = ({ random }: Wording): string => random.pick(IMAGES);
