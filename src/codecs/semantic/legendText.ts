/** Legends inside text: JSON, the paper's loose JSON, and the sentences of its prompts. */
import { colourNamed } from "../../color/names.js";

const NUMERIC = String.raw`#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|(?:rgb\s*)?\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)|<\s*\d+\s*,\s*\d+\s*,\s*\d+\s*>|\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]`;

/** `"exit sign": <0, 0, 255>`, `"cat": "red"`, `"background": yellow`. */
const PAIR = new RegExp(String.raw`(["'])(.+?)\1\s*:\s*(${NUMERIC}|"[^"]*"|'[^']*'|[a-z][a-z -]*)`, "gi");

/** What a prompt says between a class and its colour. */
const LINK = String.raw`(?:is|are)(?:\s+(?:each|all|then))?(?:\s+(?:represented|depicted|rendered|shown|painted|marked|displayed|drawn|set|colou?red|filled))?(?:\s+(?:by|in|as|to|with))?`;
// Greedy, so that the last verb links: "the cat that is cleaning itself is in cyan".
const CLAUSE = new RegExp(String.raw`^(.+)\s+${LINK}\s+(?:an?\s+|the\s+)?(?:colou?r\s+)?(.+?)$`, "i");

/** "Segment the skateboard category in pure yellow (<255, 255, 0>)". */
const ORDER = /^segment\s+(.+?)(?:\s+(?:category|class))?\s+in\s+(.+)$/i;

/** Words before a class that do not name it. */
const LEAD =
  /^(?:and\s+)?(?:(?:the\s+)?areas?\s+(?:that\s+)?correspond(?:s|ing)?\s+to\s+)?(?:the|each|every|all|any)\s+/i;

/**
 * The classes and colours that a text names, in its order.
 *
 * @example
 * readLegendText('The cat is rendered in green, the dog in <0, 0, 255>.') // cat: green, dog: <0, 0, 255>
 */
export function readLegendText(text: string): { name: string; colour: string }[] {
  const pairs = [...text.matchAll(PAIR)].map(([, , name, colour]) => ({
    name: name.trim(),
    colour: colour.trim().replace(/^["']|["']$/g, ""),
  }));
  return pairs.length > 0 ? pairs : readSentences(text);
}

function readSentences(text: string): { name: string; colour: string }[] {
  const found: { name: string; colour: string }[] = [];
  for (const clause of clausesOf(text)) {
    const match = CLAUSE.exec(clause) ?? ORDER.exec(clause) ?? elliptic(clause, found.length > 0);
    if (!match) continue;
    const colour = colourIn(match[2]);
    const name = match[1]
      .replace(LEAD, "")
      .replace(/^["“]|["”]$/g, "")
      .trim();
    if (colour !== undefined && name !== "") found.push({ name, colour });
  }
  return found;
}

/** "… is green, the dog in blue": a later clause may leave the verb out. */
function elliptic(clause: string, isLater: boolean): RegExpExecArray | null {
  return isLater ? /^(.+)\s+(?:in|as|by)\s+(.+?)$/i.exec(clause) : null;
}

/** Sentences and their parts: at full stops, semicolons and commas outside of brackets. */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  let depth = 0;
  let clause = "";
  for (const [i, char] of [...text].entries()) {
    if ("(<[".includes(char)) depth++;
    if (")>]".includes(char)) depth--;
    const isEnd =
      depth === 0 && (char === ";" || char === "," || (char === "." && !/\d/.test(text[i + 1] ?? "")));
    if (isEnd) {
      clauses.push(clause.trim());
      clause = "";
    } else clause += char;
  }
  return [...clauses, clause.trim()].filter((part) => part !== "");
}

/** The colour that a clause ends with: a numeric notation in it, or words such as "solid yellow color". */
function colourIn(words: string): string | undefined {
  const numeric = new RegExp(NUMERIC, "i").exec(words);
  if (numeric) return numeric[0];
  const plain = words.replace(/\bcolou?r\b/gi, "").trim();
  return colourNamed(plain) ? plain : undefined;
}
