/** Sentences that keep the photo beside the classes: "Leave the background unchanged." */

const REST = String.raw`(?:background|surroundings|rest|remainder|remaining|(?:every|any)thing else|other|unlisted|unlabell?ed|outside)\b`;
const AS_IT_WAS = String.raw`\b(?:unchanged|untouched|unaltered|unmodified|unedited|intact|alone|original|the same|as (?:it|they) (?:is|are|was|were)|as[- ]is|(?:as|like) (?:in|on|it (?:is|was) in) (?:the|this) (?:\w+ )?(?:photo(?:graph)?|image|picture|original|input|source)|as (?:the )?(?:original|input))\b`;
const CHANGE = String.raw`(?:chang|alter|modify|touch|edit|affect|paint|recolou?r|repaint)\w*`;

const KEPT = [
  new RegExp(
    String.raw`\b(?:keep|leave|preserve|retain|maintain|let)\w*\b[^.;]*\b${REST}[^.;]*${AS_IT_WAS}`,
    "i",
  ),
  new RegExp(String.raw`\b(?:keep|leave|preserve|retain|maintain)\w*\b\s+(?:the\s+)?original\s+${REST}`, "i"),
  new RegExp(String.raw`\b(?:preserve|retain)\w*\b\s+(?:the\s+|all\s+)?${REST}`, "i"),
  new RegExp(
    String.raw`\b(?:do not|don['’]t|never|without|must not|should not)\s+${CHANGE}\s+[^.;,]*\b${REST}`,
    "i",
  ),
  new RegExp(
    String.raw`\b${REST}[^.;,]*\b(?:is|are|be|stays?|remains?|left|kept)\s+(?:to\s+be\s+)?(?:(?:left|kept)\s+)?${AS_IT_WAS}`,
    "i",
  ),
];

/** Whether a sentence keeps what no class is given: flat colours alone can be read. */
export const keepsPhoto = (sentence: string): boolean => KEPT.some((kept) => kept.test(sentence));
