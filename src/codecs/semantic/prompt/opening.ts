/** What stands before the clauses of a sentence: courtesies, headings, "this picture shows". */

const COURTESY =
  /^(?:(?:please|now|kindly|just|(?:can|could|would|will) you|i(?:['’]d| would)? (?:want|need|like)(?: you)?(?: to)?|show me|give me|let['’]s|you (?:should|must))\b[\s,]*)+/i;
/** Of these, the ones that order as "show" does: things and colours follow without a verb. */
const ORDERING = /\b(?:want|need|like|show me|give me)\b/i;
const SHOWS =
  /^(?:this|the)\s+(?:\w+\s+){0,2}(?:image|picture|photo|map|mask)\s+(?:shows?|has|contains?|depicts?)\s+(?=(?:the|an?|each|every|all)\s)/i;
/** "A segmentation map:", "Legend:"; in "cat: red" the colon stands after a class. */
const HEADING =
  /^[^:=.;]*\b(?:maps?|mapping|masks?|segmentation|images?|pictures?|legend|key|colou?rs|palette|classes|visuali[sz]ation|follows|following)\b[^:=.;]*:\s+(?=\S)/i;

/** An opening's length in characters, and the verb that it orders with, if it does. */
export interface Opening {
  readonly length: number;
  readonly order: string | undefined;
}

/** @example openingOf("I want you to segment the cat in red").length // 14 */
export function openingOf(sentence: string): Opening {
  const courtesy = COURTESY.exec(sentence)?.[0] ?? "";
  const rest = sentence.slice(courtesy.length);
  const heading = (HEADING.exec(rest) ?? SHOWS.exec(rest))?.[0] ?? "";
  const isOrder = heading !== "" || (ORDERING.test(courtesy) && !/\bto\s*$/i.test(courtesy));
  return { length: courtesy.length + heading.length, order: isOrder ? "show" : undefined };
}
