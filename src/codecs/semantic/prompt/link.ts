import type { Token } from "./tokens.js";
import {
  ADVERBS,
  AUXILIARIES,
  COPULAS,
  NEGATIONS,
  PARTICIPLES,
  PREPOSITIONS,
  RELATIVES,
} from "./vocabulary.js";

/** How a colour is given: `cat: red`, "is red", "in red", "on a red background". */
export type Kind = "pair" | "verb" | "short" | "ground";

/** What a sentence says between a class and its colour: "should be rendered in". */
export interface Link {
  /** the place after it */
  readonly next: number;
  /** whether it says what the class is not */
  readonly isDenied: boolean;
  /** whether it has a verb; "the wall painted in red" may go on with "is" */
  readonly hasVerb: boolean;
}

/** The link that begins here; none where a relative clause goes on: "the cat that is red". */
export function linkAt(tokens: readonly Token[], from: number): Link | undefined {
  if (RELATIVES.has(tokens[from - 1]?.plain ?? "")) return undefined;
  let at = from;
  let isDenied = false;
  const isAny = (words: ReadonlySet<string>): boolean =>
    tokens[at] !== undefined && words.has(tokens[at].plain);
  const pass = (words: ReadonlySet<string>): boolean => {
    const begin = at;
    while (isAny(words) || isAny(NEGATIONS)) {
      isDenied ||= isAny(NEGATIONS);
      at++;
    }
    return at > begin;
  };
  const isDeniedVerb = /^(?:isn|aren|won|shouldn|mustn)['’]t$/.test(tokens[from]?.plain ?? "");
  if (NEGATIONS.has(tokens[from]?.plain ?? "") && !isDeniedVerb) return undefined;
  if (ADVERBS.has(tokens[from]?.plain ?? "")) return undefined;
  const hasAuxiliary = isAny(AUXILIARIES) && tokens[from].plain !== "to" ? pass(AUXILIARIES) : false;
  const hasCopula = isDeniedVerb ? pass(new Set()) : isAny(COPULAS) ? pass(COPULAS) : false;
  if (!hasCopula && !hasAuxiliary) {
    // "the area rendered in red" names an area; "The cat: painted in red" and "cat painted red" give a colour.
    if (!isAny(PARTICIPLES)) return undefined;
    at++;
    return { next: isAny(PREPOSITIONS) ? at + 1 : at, isDenied: false, hasVerb: false };
  }
  pass(ADVERBS);
  pass(PARTICIPLES);
  pass(ADVERBS);
  if (isAny(PREPOSITIONS)) at++;
  return hasCopula || at > from + 1 ? { next: at, isDenied, hasVerb: true } : undefined;
}
