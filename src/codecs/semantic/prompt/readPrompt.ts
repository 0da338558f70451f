import { type Assignment, readAssignments } from "./assignments.js";
import { readColourFirst } from "./colourFirst.js";
import { openingOf } from "./opening.js";
import { assignmentIn, choosesColours, isHarmless, isOfClasses } from "./plainTalk.js";
import { refuseClause } from "./refuseClause.js";
import { sentencesOf } from "./tokens.js";

/**
 * The classes and colours that the sentences of a prompt, or a list, name, in their order. What says nothing of a
 * colour ("Segment the picture.") is passed over; what looks like a colour for a class and is not understood is not.
 *
 * @throws ArgumentError that quotes the clause
 * @example readPrompt("The cat is rendered in green and the dog in <0, 0, 255>.") // cat: green, dog: <0, 0, 255>
 */
export function readPrompt(text: string): Assignment[] {
  const found: Assignment[] = [];
  const chosenByModel: string[] = [];
  for (const whole of sentencesOf(text)) {
    const [begin, end] = [whole[0].from, whole[whole.length - 1].to];
    const { length, order } = openingOf(text.slice(begin, end));
    const tokens = whole.filter(({ from }) => from >= begin + length);
    const sentence = text.slice(begin + length, end);
    const colourFirst = readColourFirst(tokens, text);
    const { assignments, left } = colourFirst
      ? { assignments: colourFirst, left: "" }
      : readAssignments(tokens, text, order);
    found.push(...assignments);
    if (assignments.length > 0) {
      if (!isHarmless(left)) refuseClause(left, assignmentIn(left) ?? "is not understood");
    } else if (choosesColours(sentence)) {
      if (!isOfClasses(sentence)) chosenByModel.push(sentence);
    } else {
      const why = assignmentIn(sentence, order);
      if (why !== undefined) refuseClause(text.slice(begin, end), why);
    }
  }
  const hasClass = found.some(({ name }) => !/^background$/i.test(name));
  if (hasClass && chosenByModel.length > 0)
    refuseClause(chosenByModel[0], "lets the model choose colours (peel decode instances reads those)");
  return found;
}
