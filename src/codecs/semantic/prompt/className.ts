import { colourAt, isColourName } from "./colourPhrase.js";
import { refuseClause } from "./refuseClause.js";
import { tokensOf } from "./tokens.js";
import { isPair, ORDERS, PLAIN_COPULAS, PRONOUNS, RELATIVES, REQUESTS } from "./vocabulary.js";

/** Words before a class that do not name it. */
const LEAD =
  /^(?:(?:and|while|whereas|but|plus|then)\s+)?(?:(?:the\s+)?colou?r\s+(?:of|for)\s+)?(?:(?:the\s+)?(?:areas?|regions?|pixels)\s+(?:that\s+|which\s+)?correspond(?:s|ing)?\s+to\s+)?(?:(?:all|each|every|any|both)\s+(?:of\s+)?(?:the\s+)?|the\s+|an?\s+(?=\S))?/i;

/** What everything that the prompt does not name is called. */
const REST =
  /^(?:(?:every|any)thing else|(?:the )?(?:rest|remainder)(?: of the (?:image|picture|scene|photo|pixels))?|(?:all )?other (?:pixels|areas?|regions?|things|parts?)|(?:remaining|unlisted|un-?labell?ed|unmarked|unassigned|unannotated|void) (?:image|picture|scene|space|parts?|pixels?|areas?|regions?|classes|things)|void|(?:(?:every|any)thing|pixels|areas?|regions?|parts?)(?: that (?:is|are))? (?:not (?:belonging|listed|named|mentioned|labell?ed|assigned|covered|part|in|of)|outside)\b.*|(?:image )?background(?: (?:colou?r|pixels|area))?)$/i;

/** What a sentence may say before it comes to the class: "In this image, …", "Generate a map where …". */
const INTRODUCTIONS = [
  /^(?:in|for)\s+(?:this|the)\s+(?:\w+\s+){0,2}(?:image|picture|photo|output|result|map|mask|visuali[sz]ation)\s*,\s*/i,
  new RegExp(
    String.raw`^(?:please\s+)?(?:${[...REQUESTS, ...ORDERS].join("|")}|(?:this|the|an?)\s+(?:\w+\s+){0,3}(?:image|picture|photo|map|masks?|visuali[sz]ation|segmentation))\b[\s\S]*(?:\bwhere|\bin which|\bsuch that|\bso that|:)\s+`,
    "i",
  ),
  new RegExp(
    String.raw`^(?:please\s+)?(?:${[...REQUESTS, ...ORDERS].join("|")}|(?:this|the|an?)\s+(?:\w+\s+){0,3}(?:image|picture|photo|map|masks?|visuali[sz]ation|segmentation))\b[^,]*,\s*(?=(?:and\s+)?(?:the|each|every|all|an?|background)\b)`,
    "i",
  ),
  /^(?:please\s+)?make sure\s+(?:that\s+)?/i,
];

/** A class's name without article; "everything else" is the background. */
export function bareName(words: string): string {
  const name = words
    .replace(/[*`]+/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(LEAD, "")
    .replace(/^["“'‘]([^"“”'‘’]*)["”'’]$/, "$1")
    .trim();
  return REST.test(name) ? "background" : name;
}

/** What the first class of a sentence has before it is dropped. */
export const withoutIntroduction = (words: string): string =>
  INTRODUCTIONS.reduce((rest, introduction) => rest.replace(introduction, ""), words.trim());

/** What no class is called by. */
const isMark = (text: string): boolean => /^(?:=>?|->|→|:)$/.test(text);

/** Colours that are no things. */
const isAdjective = (words: readonly string[]): boolean =>
  /^(?:red|green|blue|yellow|cyan|magenta|white|black|gr[ae]y|brown|purple|pink|beige)$/.test(
    words[words.length - 1],
  );

const HAS_LEAD = /^(?:and\s+)?(?:the|an?|all|each|every|any|both)\s/i;

/**
 * @param isOfPair whether it is written as `orange: red`, where the first is the class whatever it is
 * @throws ArgumentError for words that name no class, with the clause that they come from
 */
export function classNamed(words: string, clause: string, isOfPair = false): string {
  const trimmed = words.replace(/^[\s,;:&–—-]+|[\s,;:–—-]+$/g, "");
  const name = bareName(trimmed);
  const tokens = tokensOf(name);
  const plain = tokens.map((token) => token.plain);
  if (/^(?:nothing|none|nobody|no)$/.test(plain[0])) refuseClause(clause, "says what no class is");
  if (tokens.length === 0) refuseClause(clause, "gives a colour to no class");
  if (PRONOUNS.has(plain[0]) || PRONOUNS.has(plain[plain.length - 1]))
    refuseClause(clause, `gives a colour to "${name}", which only its context tells`);
  if (tokens.some(({ kind }) => kind === "colour"))
    refuseClause(clause, `has a colour in the class's name, "${name}"`);
  // "the orange is …" and salmon are things; "… in black and white is …" was torn.
  if (isAdjective(plain) && isColourName(name) && !HAS_LEAD.test(trimmed) && !isOfPair)
    refuseClause(clause, "names colours where a class should be");
  if (tokens.some(({ text }, at) => isMark(text) || (isPair(text) && colourAt(tokens, at + 1))))
    refuseClause(clause, `has a mark between a class and a colour in the class's name, "${name}"`);
  const first = colourAt(tokens, 0);
  if (first && /^[|/+•·&—–-]$/.test(tokens[first.next]?.text ?? ""))
    refuseClause(clause, `has a colour at the beginning of the class's name, "${name}"`);
  const copula = plain.findIndex((word) => PLAIN_COPULAS.has(word));
  if (copula >= 0 && !plain.slice(0, copula).some((word) => RELATIVES.has(word)))
    refuseClause(clause, `says something else, too: "${name}"`);
  return name;
}
