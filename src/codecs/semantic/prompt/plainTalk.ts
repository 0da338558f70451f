import { classAfterColour } from "./colourFirst.js";
import { colourAt } from "./colourPhrase.js";
import { linkAt } from "./link.js";
import { type Token, tokensOf } from "./tokens.js";
import * as says from "./vocabulary.js";

/** "Each piece of garlic is colored differently": the model chooses the colours. */
const OF_ITS_OWN =
  /\bdifferently\b|\b(?:different|distinct|unique|separate|random|individual|own)\b[^.;]*\bcolou?rs?\b|\bcolou?rs?\b[^.;]*\bdiffer\b/i;
/** … of all classes, which the rest of the prompt then names. */
const OF_CLASSES = /\b(?:class(?:es)?|categor(?:y|ies)|labels?|expressions?|legend)\b/i;

/** Sentences about the picture, the task or the palette. */
const ABOUT_PICTURE =
  /^(?:(?:this|the|an?|your|each|every|here|it|there)\s+)?(?:(?:given|input|output|resulting|generated|final|following|segmentation|semantic|depth|normal|mask|colou?r)\s+)*(?:images?|pictures?|photos?|outputs?|results?|visuali[sz]ations?|segmentations?|predictions?|tasks?|prompts?|mappings?|palettes?|colou?r ?maps?|legends?|scenes?|edges|boundaries|outlines|there|here)\b/i;
const OF_PALETTE = /\b(?:colou?r\s*)?(?:mappings?|palettes?|colou?r ?maps?|schemes?|legends?)\b/i;

/**
 * Whether a sentence lets the model choose colours: an instance prompt, where what is not painted in a named colour
 * is not lost.
 */
export const choosesColours = (text: string): boolean => OF_ITS_OWN.test(text);
export const isOfClasses = (text: string): boolean => OF_CLASSES.test(text);

/** What may follow an assignment: nothing, a heading before it, "with sharp edges". */
export function isHarmless(left: string): boolean {
  const plain = left.replace(/^[\s,;&"”{}[\]]+|[\s,;&"”{}[\]]+$/g, "");
  if (plain === "") return true;
  if (choosesColours(plain) || holdsColour(tokensOf(plain))) return false;
  const isHeading = /^[^:=]*:$/.test(plain);
  const isManner = /^(?:with|without|no)\b/i.test(plain) && !/\b(?:in|as|is|are|to|by)\b/i.test(plain);
  return (isHeading || isManner) && assignmentIn(plain) === undefined;
}

/** Why words that were not understood must not be passed over: the end of "…, which …"; undefined if they may. */
export function assignmentIn(text: string, order?: string): string | undefined {
  const tokens = tokensOf(text);
  const bad = tokens.find(({ kind }) => kind === "colour");
  if (bad)
    return colourAt([bad], 0)
      ? `has ${bad.text} where no class is given it`
      : `has ${bad.text}, which is no colour`;
  if (/:\s*$/.test(text) && /\b(?:colou?rs|classes|follows|following)\b/i.test(text)) return undefined;
  if (OF_PALETTE.test(text) && !/[:=]\s*\S/.test(text)) return undefined;
  const pair = tokens.findIndex(({ text: mark }) => says.isPair(mark) && !/^[-–—]$/.test(mark));
  if (pair > 0 && pair < tokens.length - 1) return notAColour(tokens, pair + 1);
  if (endsInColour(tokens)) return "ends in a colour that no class is given";
  if (tokens.some((_, at) => classAfterColour(tokens, at) !== undefined))
    return "puts the colour before the class";
  return verbIn(tokens, text) ?? orderIn(tokens, order);
}

/** "The sidewalk is blurple." */
function verbIn(tokens: readonly Token[], text: string): string | undefined {
  if (ABOUT_PICTURE.test(text)) return undefined;
  for (let at = 0; at < tokens.length; at++) {
    const isVerb =
      says.PLAIN_COPULAS.has(tokens[at].plain) || (says.PARTICIPLES.has(tokens[at].plain) && at > 0);
    if (!isVerb) continue;
    const link = linkAt(tokens, at);
    // "Segment the painted wall" has no link.
    if (link && (link.hasVerb || link.next > at + 1)) return notAColour(tokens, link.next);
  }
  return undefined;
}

/** "Paint the cat blurple." "Segment the cat in blurple." */
function orderIn(tokens: readonly Token[], opening: string | undefined): string | undefined {
  const order = opening ?? tokens[0]?.plain ?? "";
  if (/^(?:assign|apply|give)$/.test(order) && tokens.some((_, at) => colourAt(tokens, at)))
    return "gives a colour to no class";
  if (!says.ORDERS.has(order)) return undefined;
  if (/^(?:paint|colou?r|fill|shade|tint|dye)$/.test(order))
    return "orders to paint in no colour that is known";
  const last = tokens.length - 1;
  const link = tokens.findLastIndex(({ plain }) => says.SHORT_LINKS.has(plain));
  if (link < 2) return undefined;
  const isBareWord =
    link === last - 1 && tokens[last].kind === "word" && !/^(?:detail|full|focus)$/.test(tokens[last].plain);
  const tellsColour = tokens.slice(link).some(({ plain }) => /^colou?r(?:s|ed)?$/.test(plain));
  return isBareWord || tellsColour ? notAColour(tokens, link + 1) : undefined;
}

/** "Use a white background.", "Draw a yellow dog."; in "Segment the rose." it names a thing. */
export function holdsColour(tokens: readonly Token[]): boolean {
  for (let at = 0; at < tokens.length; ) {
    const colour = colourAt(tokens, at);
    const isThing =
      colour?.next === tokens.length && at === tokens.length - 2 && says.ARTICLES.has(tokens[at].plain);
    if (colour && !isThing) return true;
    at = colour?.next ?? at + 1;
  }
  return false;
}

function endsInColour(tokens: readonly Token[]): boolean {
  const found = tokens.findIndex((_, at) => colourAt(tokens, at)?.next === tokens.length);
  // "Segment the rose" names a thing.
  return found >= 0 && !says.ARTICLES.has(tokens[found].plain);
}

function notAColour(tokens: readonly Token[], from: number): string {
  const words = tokens
    .slice(from)
    .map(({ text }) => text)
    .join(" ");
  return words === "" ? "leaves the colour out" : `looks like a colour for a class, but "${words}" is none`;
}
