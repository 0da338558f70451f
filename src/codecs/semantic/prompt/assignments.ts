import { AMBIGUOUS, isTorn, isTwoClauses } from "./ambiguity.js";
import { classNamed, withoutIntroduction } from "./className.js";
import { colourAt, groundAt, isBounded } from "./colourPhrase.js";
import { type Kind, linkAt } from "./link.js";
import { refuseClause } from "./refuseClause.js";
import { type Token, tokensOf } from "./tokens.js";
import * as says from "./vocabulary.js";

/** A class and its colour, as written. */
export interface Assignment {
  readonly name: string;
  readonly colour: string;
  /** the number that a list gives it: 7: cat (255, 0, 0) */
  readonly id?: number;
}

/** What a sentence gives colours to, and the words that are left when that is taken out. */
export interface ReadSentence {
  readonly assignments: readonly Assignment[];
  readonly left: string;
  /** of these, what follows the last colour */
  readonly after: string;
}

interface Match {
  readonly kind: Kind;
  readonly colour: string;
  readonly next: number;
}

/**
 * Reads one sentence from left to right: a class ends where a link and a colour follow, and the clause with them.
 *
 * @throws ArgumentError for a clause that denies, or that gives a colour to what is no class
 */
export function readAssignments(
  tokens: readonly Token[],
  text: string,
  opening: string | undefined,
): ReadSentence {
  const quoted = (from: number, to: number): string =>
    from < to ? text.slice(tokens[from].from, tokens[to - 1].to) : "";
  const first = tokens[0]?.plain;
  const order = says.ORDERS.has(first ?? "") ? first : opening;
  const assignments: Assignment[] = [];
  let start = 0;
  let left = "";
  for (let at = 0; at < tokens.length; at++) {
    const isLater = assignments.length > 0;
    const match = matchAt(tokens, { at, start, isLater, order });
    if (!match) continue;
    const clause = quoted(start, match.next);
    if (match.kind === "short" && isTorn(tokens, match.next))
      refuseClause(quoted(start, tokens.length), AMBIGUOUS);
    const words = quoted(start, at);
    if (isTwoClauses(words, tokens[at].plain, match.kind)) refuseClause(clause, AMBIGUOUS);
    if (match.kind === "ground") {
      left += words;
      assignments.push({ name: "background", colour: match.colour });
    } else {
      const { name, before } = nameIn(words, match.kind);
      const isPair = match.kind === "pair";
      const number = isPair ? /^\s*(\d+)\s*:\s*$/.exec(before)?.[1] : undefined;
      if (isPair && MARK_AT_END.test(before) && colourAt(tokensOf(name), 0)) refuseClause(clause, AMBIGUOUS);
      if (number === undefined) left += before;
      const id = number === undefined ? {} : { id: Number(number) };
      assignments.push({ name: classNamed(name, clause, isPair), colour: match.colour, ...id });
    }
    start = match.next;
    while (/^[,;&]$/.test(tokens[start]?.text ?? "") || says.CONJUNCTIONS.has(tokens[start]?.plain ?? ""))
      start++;
    if (groundAt(tokens, match.next)) start = match.next;
    at = start - 1;
  }
  const after = quoted(start, tokens.length);
  return { assignments, left: `${left} ${after}`.trim(), after };
}

const MARK_AT_END = /:\s*$/;

interface Place {
  readonly at: number;
  /** where the class's words begin */
  readonly start: number;
  /** whether the sentence has given a colour before */
  readonly isLater: boolean;
  readonly order: string | undefined;
}

function matchAt(tokens: readonly Token[], { at, start, isLater, order }: Place): Match | undefined {
  const ended = (from: number, kind: Kind): Match | undefined => {
    const found = colourAt(tokens, from);
    return found && isBounded(tokens, found.next) ? { kind, ...found } : undefined;
  };
  const ground = isLater || order || at === start ? groundAt(tokens, at) : undefined;
  if (ground) return { kind: "ground", ...ground };
  if (at === start) return undefined;
  if (says.isPair(tokens[at].text)) return ended(at + 1, "pair");
  const link = linkAt(tokens, at);
  if (link) {
    const found = ended(link.next, link.hasVerb ? "verb" : "short");
    if (found && link.isDenied)
      refuseClause(
        tokens
          .slice(start, found.next)
          .map(({ text }) => text)
          .join(" "),
        "says what a class is not",
      );
    return found;
  }
  const isBracketed =
    tokens[at].text === "(" || (tokens[at].kind === "colour" && tokens[at].text.startsWith("("));
  if (isBracketed && !/^(?:and|or|,)$/.test(tokens[at - 1].plain)) return ended(at, "pair");
  if (!isLater && !order) return undefined;
  if (says.SHORT_LINKS.has(tokens[at].plain)) {
    const isVague = tokens[at].plain === "with" && order === "segment";
    return isVague ? undefined : ended(at + 1, "short");
  }
  // "the sky is blue and the grass green", "paint the cat red"
  const isNoun = !NO_NOUN.has(tokens[at - 1].plain) && tokens[at - 1].kind === "word" && at - 1 >= start;
  const takesColour = isLater || says.PAINTING.has(order ?? "");
  return takesColour && isNoun && !says.ARTICLES.has(tokens[at].plain) && tokens[at - 1].plain !== order
    ? ended(at, "short")
    : undefined;
}

const NO_NOUN = new Set([
  ...[
    ...says.ARTICLES,
    ...says.CONJUNCTIONS,
    ...says.PREPOSITIONS,
    ...says.RELATIVES,
    ...says.COPULAS,
    ...says.NEGATIONS,
  ],
  ...["of", "or", "on", "at", "from", "for", "near", "under", "over", "each", "all", "every", "both"],
]);

/** The class's name among the words before its colour, and what precedes it. */
function nameIn(words: string, kind: Kind): { name: string; before: string } {
  if (kind === "pair") {
    const [, before = "", name] = /^([\s\S]*[,:;\n]\s*)?([\s\S]*)$/.exec(words) as RegExpExecArray;
    return { name: withoutOrder(name), before };
  }
  const rest = withoutIntroduction(words);
  return { name: kind === "short" ? withoutOrder(rest) : rest, before: "" };
}

/** "segment the skateboard category" → "the skateboard"; "paint brush" stays. */
function withoutOrder(words: string): string {
  const [, order, rest] = /^\s*(\w+)\s+([\s\S]+)$/.exec(words) ?? [];
  if (order === undefined || !says.ORDERS.has(order.toLowerCase())) return words;
  return rest.replace(/\s+(?:category|class)\s*$/i, "");
}
