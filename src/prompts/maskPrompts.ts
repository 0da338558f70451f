import { choose, listed, ofImage, plural, polite, sentence, type Wording } from "./wording.js";

/** A name and the words of its colour. */
export interface NamedMask {
  readonly name: string;
  readonly colour: string;
}

type Frame = (masks: readonly NamedMask[], wording: Wording) => string;

const each = (
  masks: readonly NamedMask[],
  say: (mask: NamedMask, i: number) => string,
  joint = " ",
): string => masks.map(say).join(joint);

const PAINTED = [
  "is",
  "is shown in",
  "is represented by",
  "is depicted in",
  "is rendered in",
  "is painted",
  "is in",
];
const CLASS_INTROS: readonly ((wording: Wording) => string)[] = [
  () => "this image is a per-pixel class labeling of the input.",
  (wording) => sentence("generate a semantic segmentation visualization", ofImage(wording), "."),
  () => "conduct per-class semantic segmentation for the given image.",
  (wording) => sentence("semantic segmentation", ofImage(wording), ":"),
  (wording) => sentence("segment every class", ofImage(wording), "."),
  () => "segmentation.",
];
const MAPPINGS = [
  ...[
    "using this color mapping",
    "using the following color map",
    "with this color mapping",
    "with these colors",
  ],
  ...["using this legend", "with this legend"],
];

/** One legend in JSON, as sentences, or tersely; the paper's wordings among them. */
const SEMANTIC: readonly Frame[] = [
  (masks, { random }) =>
    sentence(
      random.pick(["generate", "make", "create", "show", "paint"]),
      random.pick([
        "a semantic segmentation visualization image",
        "a semantic segmentation map",
        "a segmentation",
      ]),
      `, ${random.pick(MAPPINGS)}: {${each(masks, ({ name, colour }) => `"${name}": "${colour}"`, ", ")}}`,
    ),
  (masks, wording) => {
    const painted = wording.random.pick(PAINTED);
    const isMany = wording.random.between(0, 1) < 0.4;
    const verb = isMany ? painted.replace(/^is/, "are") : painted;
    return sentence(
      wording.random.pick(CLASS_INTROS)(wording),
      each(masks, ({ name, colour }) => `the ${isMany ? plural(name) : name} ${verb} ${colour}.`),
    );
  },
  (masks, wording) =>
    sentence(
      wording.random.pick(CLASS_INTROS)(wording),
      each(masks, ({ name, colour }) => `${name}: ${colour}`, ", "),
    ),
  (masks, { random }) => {
    const verb = random.pick(["paint", "color", "segment"]);
    return `${verb} every ${listed(masks.map(({ name, colour }) => `${name} ${verb === "segment" ? "in " : ""}${colour}`))}`;
  },
  (masks) => each(masks, ({ name, colour }) => `${name} = ${colour}`, ", "),
  (masks) => each(masks, ({ name, colour }) => `segment the ${name} category in pure ${colour}`, ", "),
];
const HELD_SEMANTIC: readonly Frame[] = [
  (masks) =>
    sentence(
      "i want a segmentation map:",
      each(masks, ({ name, colour }) => `every ${name} in ${colour}`, ", "),
    ),
  (masks) =>
    sentence(
      "label the picture.",
      each(masks, ({ name, colour }) => `${colour} is for the ${name}`, ", "),
    ),
  (masks) => sentence("show me", listed(masks.map(({ name, colour }) => `the ${plural(name)} in ${colour}`))),
];

/**
 * Asks for classes in colours; the background is named among them or left out (black).
 *
 * @example semanticPrompt([{ name: "ball", colour: "red" }], wording) // "segmentation. the ball is red."
 */
export const semanticPrompt = (masks: readonly NamedMask[], wording: Wording): string =>
  sentence(polite(wording), choose(wording, SEMANTIC, HELD_SEMANTIC)(masks, wording));

const GROUNDS = ["the background is", "everything else is", "the rest is", "on a background of"];

const REFERRING: readonly Frame[] = [
  (masks, { random }) =>
    sentence(
      random.pick([
        "a segmentation map image.",
        "a segmentation map of the input image.",
        "a segmentation mask.",
      ]),
      each(
        masks,
        ({ name, colour }) =>
          `${name} is ${random.pick(["rendered in", "rendered solid", "rendered"])} ${colour}`,
        ", ",
      ),
    ),
  (masks, { random }) =>
    sentence(
      "this image shows segmentation masks from the given image.",
      each(
        masks,
        ({ name, colour }) => `${name} is represented by ${random.pick(["a solid", "solid", ""])} ${colour}.`,
      ),
    ),
  (masks, { random }) =>
    sentence(
      random.pick(["segment", "paint", "color", "highlight", "mask", "mark"]),
      listed(masks.map(({ name, colour }) => `${name} in ${colour}`)),
    ),
  (masks) =>
    sentence("the area that corresponds to", listed(masks.map(({ name, colour }) => `${name} is ${colour}`))),
  (masks) => each(masks, ({ name, colour }) => `${name}: ${colour}`, ", "),
  (masks) => sentence("paint", listed(masks.map(({ name, colour }) => `${name} ${colour}`))),
];
const HELD_REFERRING: readonly Frame[] = [
  (masks) => sentence("show me", listed(masks.map(({ name, colour }) => `${name} in solid ${colour}`)), "."),
  (masks) => sentence("i want", listed(masks.map(({ name, colour }) => `${colour} for ${name}`))),
  (masks) =>
    sentence("this picture shows", listed(masks.map(({ name, colour }) => `${name} painted ${colour}`))),
];

/** Asks for things by what is said about them ("the red ball"), each in a colour; the rest is background. */
export function referringPrompt(
  masks: readonly NamedMask[],
  background: string | undefined,
  wording: Wording,
): string {
  const ground = background === undefined ? "" : `${wording.random.pick(GROUNDS)} ${background}.`;
  const text = choose(wording, REFERRING, HELD_REFERRING)(masks, wording);
  return sentence(polite(wording), text, ground === "" ? "" : ".", ground).replace(/\.\./g, ".");
}

/** What is counted ("balls"), in which order, and the colours in that order. */
export interface InstanceOrder {
  readonly what: string;
  readonly order: string;
  readonly colours: readonly string[];
}

const INSTANCES: readonly ((order: InstanceOrder, wording: Wording) => string)[] = [
  ({ what, order, colours }, wording) =>
    sentence(
      "generate an instance segmentation visualization",
      ofImage(wording),
      `. ${what} ${order}: ${colours.join(", ")}`,
    ),
  ({ what, order, colours }) =>
    sentence(
      `this image shows segmentation masks for the ${what} from the input image, ${order}: ${colours.join(", ")}`,
    ),
  ({ what, order, colours }, { random }) =>
    sentence(random.pick(["paint", "color", "segment"]), `the ${what} ${order} in ${listed(colours)}`),
  ({ what, order, colours }) => sentence(`instance segmentation: ${what} ${order} ${colours.join(", ")}`),
  ({ what, order, colours }) =>
    sentence(`segment each of the ${what} in its own color, ${order}: ${colours.join(", ")}`),
];
const HELD_INSTANCES: readonly ((order: InstanceOrder) => string)[] = [
  ({ what, order, colours }) =>
    sentence(`i want a mask for each of the ${what}: ${listed(colours)} ${order}`),
  ({ what, order, colours }) => sentence(`${order}, the ${what} are ${listed(colours)}`),
];

/** Asks for every instance in a colour of its own, by an order that the prompt names. */
export function instancePrompt(
  order: InstanceOrder,
  background: string | undefined,
  wording: Wording,
): string {
  const ground = background === undefined ? "" : `. ${wording.random.pick(GROUNDS)} ${background}.`;
  return sentence(polite(wording), choose(wording, INSTANCES, HELD_INSTANCES)(order, wording), ground);
}
