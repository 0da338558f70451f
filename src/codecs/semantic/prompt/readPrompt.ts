import { type Assignment, readAssignments } from "./assignments.js";
import { readColourFirst } from "./colourFirst.js";
import { keepsPhoto } from "./keptPhoto.js";
import { openingOf } from "./opening.js";
import { assignmentIn, choosesColours, holdsColour, isHarmless, isOfClasses } from "./plainTalk.js";
import { refuseClause } from "./refuseClause.js";
import { withCommas } from "./separators.js";
import { sentencesOf, type Token } from "./tokens.js";
import { ORDERS, REQUESTS } from "./vocabulary.js";

const KEEPS_PHOTO =
  "keeps the photo there: such a picture cannot be read as flat colours, so give the background one colour";

const GROUND = /\b(?:background|backdrop|canvas)s?\b/i;

const ENDS_IN_MARK = /(?::|=>?|->|→)\s*$/;

/** As many words as an entry of a list has; more are talk. */
const MOST_WORDS = 4;

/** "dog:" or "dog" in a list of pairs; "Other classes:" heads a part of it. */
function isBareEntry(tokens: readonly Token[], sentence: string, rest: string): boolean {
  const words = tokens.filter(({ kind }) => kind === "word");
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  if (/\b(?:colou?rs?|classes|legend|mapping|follow(?:s|ing))\b/i.test(sentence)) return false;
  if (ENDS_IN_MARK.test(sentence)) return true;
  const isOrder = ORDERS.has(words[0].plain) || REQUESTS.has(words[0].plain);
  return words.length === tokens.length && !isOrder && !/^[.!?]/.test(rest);
}

/**
 * The classes and colours that the sentences of a prompt, or a list, name, in their order. What says nothing of a
 * colour ("Segment the picture.") is passed over; what looks like a colour for a class and is not understood is not.
 *
 * @throws ArgumentError that quotes the clause
 * @example readPrompt("The cat is rendered in green and the dog in <0, 0, 255>.") // cat: green, dog: <0, 0, 255>
 */
export function readPrompt(written: string): Assignment[] {
  const text = withCommas(written);
  const found: Assignment[] = [];
  const chosenByModel: string[] = [];
  // Beside classes, what names a colour and is not understood may well have named another.
  const strays: string[] = [];
  for (const whole of sentencesOf(text)) {
    const [begin, end] = [whole[0].from, whole[whole.length - 1].to];
    const { length, order } = openingOf(text.slice(begin, end));
    if (keepsPhoto(text.slice(begin, end))) refuseClause(text.slice(begin, end), KEEPS_PHOTO);
    const tokens = whole.filter(({ from }) => from >= begin + length);
    if (holdsColour(whole.slice(0, whole.length - tokens.length))) strays.push(text.slice(begin, end));
    const sentence = text.slice(begin + length, end);
    const colourFirst = readColourFirst(tokens, text);
    const { assignments, left, after } = colourFirst
      ? { assignments: colourFirst, left: "", after: "" }
      : readAssignments(tokens, text, order);
    found.push(...assignments);
    if (assignments.length > 0) {
      if (GROUND.test(text.slice(begin, end)) && !assignments.some(({ name }) => GROUND.test(name)))
        refuseClause(text.slice(begin, end), "tells of a background in words that are not understood");
      if (ENDS_IN_MARK.test(after)) refuseClause(after, "leaves the colour out");
      if (!isHarmless(left)) refuseClause(left, assignmentIn(left) ?? "is not understood");
    } else if (choosesColours(sentence)) {
      if (!isOfClasses(sentence)) chosenByModel.push(sentence);
    } else {
      const why = assignmentIn(sentence, order);
      if (why !== undefined) refuseClause(text.slice(begin, end), why);
      if (found.length > 0 && isBareEntry(tokens, sentence, text.slice(end).trimStart()))
        refuseClause(text.slice(begin, end), "leaves the colour out");
      if (holdsColour(tokens)) strays.push(text.slice(begin, end));
    }
  }
  if (found.length > 0 && strays.length > 0)
    refuseClause(
      strays[0],
      "has a colour and gives it to no class (leave it out, or write that something is that colour)",
    );
  const hasClass = found.some(({ name }) => !/^background$/i.test(name));
  if (hasClass && chosenByModel.length > 0)
    refuseClause(chosenByModel[0], "lets the model choose colours (peel decode instances reads those)");
  return found;
}
