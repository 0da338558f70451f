/**
 * Names that could be imported. A front end replaces one stretch of text and cannot add a line at
 * the top as well, but an import may stand anywhere among a cell's statements: the completion brings
 * it along, before the statement that it is for.
 */
import type tsTypes from "typescript";
import type { Completions } from "./complete.js";
import type { Question } from "./view.js";

/** An export of an installed package. */
export interface ImportableName {
  name: string;
  specifier: string;
  type: string;
}

/** Asked only when needed: it takes a second the first time. */
export type Importable = () => Promise<readonly ImportableName[]>;

/** With fewer letters nearly everything begins so. */
const lettersNeeded = 3;
const most = 20;

interface Typed {
  question: Question;
  word: { text: string; start: number; end: number };
  importable: Importable;
  /** Something that is in scope begins so. */
  isKnown: boolean;
}

/** Adds imports, if nothing in scope is meant: they reach back to the beginning of the statement. */
export async function offerImports(
  found: Completions,
  { question, word, importable, isKnown }: Typed,
): Promise<Completions> {
  const { file } = question;
  if (isKnown || word.text.length < lettersNeeded || isMember(file.text, word.start)) return found;
  const wanted = word.text.toLowerCase();
  const known = await importable();
  // What is written in the same case is meant first, and values before types.
  const rank = ({ name, type }: ImportableName) =>
    (name.startsWith(word.text) ? 0 : 2) + (type === "interface" || type === "type" ? 1 : 0);
  const names = known
    .filter(({ name }) => name.toLowerCase().startsWith(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
  if (names.length === 0) return found;
  const start = statementStart(file, word.start);
  const before = file.text.slice(start, word.start);
  const items = names.map(({ name, specifier, type }) => ({
    text: `import { ${name} } from "${specifier}";\n${before}${name}`,
    type,
    signature: `from "${specifier}"`,
  }));
  return { items, start, end: word.end };
}

const isMember = (text: string, start: number) =>
  /[.#]$/.test(text.slice(0, start)) && !text.slice(0, start).endsWith("...");

function statementStart(file: tsTypes.SourceFile, position: number): number {
  const statement = file.statements.findLast((candidate) => candidate.getStart(file) <= position);
  return statement && statement.end >= position ? statement.getStart(file) : position;
}
