/** Pictures of two generators for people to compare: which of a pair is whose is dealt by a seed, and not told. */
import type { EditSample, PromptSample } from "../../datasets/sample.js";
import type { Generator } from "../../generators/generator.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { hash3 } from "../../random.js";
import { editImage, generateImage } from "../../tasks/generateImage.js";

export type PairSample = PromptSample | EditSample;
export type Side = "left" | "right";

/** What is kept of a pair: the key to its votes. */
export interface Pair {
  readonly id: string;
  readonly prompt: string;
  /** what the prompt tries, or the kind of edit */
  readonly tags: readonly string[];
  /** where the pictures of the generator that is evaluated are */
  readonly ours: Side;
}

export interface PaintedPair {
  readonly pair: Pair;
  readonly pictures: Readonly<Record<Side, RgbImage>>;
  /** of an edit: what was to be changed */
  readonly photo?: RgbImage;
}

/** @param how both paint by the same seed */
export async function paintPair(
  sample: PairSample,
  ours: Generator,
  theirs: Generator,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<PaintedPair> {
  const paint = (generator: Generator): Promise<RgbImage> =>
    "photo" in sample
      ? editImage(sample.photo, sample.instruction, { generator, seed, signal })
      : generateImage(sample.prompt, { generator, seed, signal });
  const [own, other] = [await paint(ours), await paint(theirs)];
  const side = sideOf(sample.id, seed);
  const prompt = "photo" in sample ? sample.instruction : sample.prompt;
  const tags = "photo" in sample ? [sample.kind] : sample.tags;
  return {
    pair: { id: sample.id, prompt, tags, ours: side },
    pictures: side === "left" ? { left: own, right: other } : { left: other, right: own },
    ...("photo" in sample && { photo: sample.photo }),
  };
}

/** Half of them left, whatever the order in which they are painted. */
function sideOf(id: string, seed: number): Side {
  let sum = 0;
  for (const letter of id) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return hash3(sum, seed, 17) < 0.5 ? "left" : "right";
}
