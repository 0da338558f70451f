/** Completions as an editor gives them. */
import type tsTypes from "typescript";
import { neverCancelled, ts } from "../typescript.js";
import { type Importable, offerImports } from "./autoImport.js";
import { completionHost, ownPackageNames, pathsMatching } from "./paths.js";
import { type Question, stringAt, wordAt } from "./view.js";

export interface Completion {
  text: string;
  /** What it is, in one word: `function`, `class`, `property` … */
  type: string;
  /** Its parameters and result, or its type. */
  signature?: string;
}

/** What may stand between two positions of the file. */
export interface Completions {
  items: Completion[];
  start: number;
  end: number;
}

/** Computing types takes time; nobody reads this far. */
const withSignature = 60;

const preferences: tsTypes.UserPreferences = {
  includeCompletionsWithInsertText: false,
  includePackageJsonAutoImports: "off",
  importModuleSpecifierEnding: "minimal",
};

export async function completionsAt(question: Question, importable: Importable): Promise<Completions> {
  const literal = stringAt(question);
  return literal ? inString(question, literal) : inCode(question, importable);
}

type Entry = tsTypes.CompletionEntry & { symbol?: tsTypes.Symbol };

function entriesAt({ program, file, position }: Question): Entry[] {
  const { getCompletionsAtPosition } = ts.Completions;
  const info = getCompletionsAtPosition(
    completionHost(program),
    program,
    () => {},
    file,
    position,
    preferences,
    undefined,
    ts.CompletionTriggerKind.Invoked,
    neverCancelled,
    undefined,
    true,
  );
  return (info?.entries ?? []).filter(({ name }) => !name.startsWith("__peel"));
}

async function inCode(question: Question, importable: Importable): Promise<Completions> {
  const word = wordAt(question);
  const ranked = entriesAt(question)
    .map((entry) => ({ entry, rank: rankOf(entry.name, word.text) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => compare(`${a.rank}${a.entry.sortText}`, `${b.rank}${b.entry.sortText}`));
  const seen = new Set<string>();
  const entries = ranked.filter(({ entry: { name } }) => !seen.has(name) && seen.add(name));
  const items = entries.map(({ entry }, i) => ({
    text: entry.name,
    type: kinds[entry.kind] ?? entry.kind,
    signature: i < withSignature ? signatureOf(entry, question) : undefined,
  }));
  const isKnown = entries.some(({ rank }) => rank !== undefined && rank < 2);
  return offerImports({ items, start: word.start, end: word.end }, { question, word, importable, isKnown });
}

/** 0 begins so, 1 begins so but for case, 2 contains it. */
function rankOf(name: string, typed: string): number | undefined {
  if (name.startsWith(typed)) return 0;
  const [lower, wanted] = [name.toLowerCase(), typed.toLowerCase()];
  if (lower.startsWith(wanted)) return 1;
  return lower.includes(wanted) ? 2 : undefined;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A member of a union of strings, a module, or a path. */
function inString(question: Question, literal: tsTypes.StringLiteralLike): Completions {
  const { file, position } = question;
  const contentStart = literal.getStart(file) + 1;
  const typed = file.text.slice(contentStart, position);
  const isModule = isModuleName(literal);
  const entries = entriesAt(question);
  const isPath = isModule || entries.length === 0;
  const start = isPath ? contentStart + typed.lastIndexOf("/") + 1 : contentStart;
  if (isPath && !isModule) return { items: pathsMatching(question, typed), start, end: position };
  const own = isModule ? ownPackageNames(typed) : [];
  const names = new Map([...entries.map(({ name, kind }) => [name, kind] as const), ...own]);
  const part = file.text.slice(start, position);
  const items = [...names]
    .filter(([name]) => name.toLowerCase().startsWith(part.toLowerCase()))
    .map(([text, kind]) => ({ text, type: isModule ? (kinds[kind] ?? "module") : "value" }));
  return { items, start, end: position };
}

const isModuleName = (literal: tsTypes.Node): boolean => {
  const { parent } = literal;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isExternalModuleReference(parent) || ts.isLiteralTypeNode(parent))
    return ts.isImportTypeNode(parent.parent) || ts.isExternalModuleReference(parent);
  return (
    ts.isCallExpression(parent) &&
    (parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === "require")
  );
};

function signatureOf({ symbol }: Entry, { program, file }: Question): string | undefined {
  if (!symbol) return undefined;
  const checker = program.getTypeChecker();
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (!(target.flags & ts.SymbolFlags.Value)) return undefined;
  const type = checker.getTypeOfSymbolAtLocation(target, file);
  const [call] = type.getCallSignatures();
  return call ? checker.signatureToString(call, file) : checker.typeToString(type, file);
}

/** TypeScript's kinds in the words that front ends have colours for. */
const kinds: Record<string, string> = {
  var: "variable",
  let: "variable",
  const: "variable",
  "local var": "variable",
  using: "variable",
  "await using": "variable",
  alias: "variable",
  parameter: "variable",
  warning: "variable",
  "local function": "function",
  "local class": "class",
  getter: "property",
  setter: "property",
  accessor: "property",
  "enum member": "property",
  "JSX attribute": "property",
  "primitive type": "keyword",
  "type parameter": "type",
  "external module name": "module",
  script: "path",
  directory: "path",
  external: "module",
  string: "value",
};
