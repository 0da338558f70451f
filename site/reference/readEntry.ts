/** Reads what a file exports, with its words, from the types and comments of the sources. */
import ts from "typescript";

/** One name that a cell can import. */
export interface Exported {
  readonly name: string;
  readonly kind: "function" | "class" | "interface" | "type" | "constant";
  /** how it is written: signatures, members, type */
  readonly code: string;
  /** what it does, as Markdown */
  readonly words: string;
  readonly parameters: readonly (readonly [name: string, words: string])[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly examples: readonly string[];
  readonly members: readonly Member[];
}

/** A method or property of a class. */
export interface Member {
  readonly code: string;
  readonly words: string;
}

/** The compiler over all entries at once: what they share is read once. */
export function openSources(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile("tsconfig.base.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  return ts.createProgram({
    rootNames: [...files],
    options: {
      ...options,
      noEmit: true,
      composite: false,
      incremental: false,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    },
  });
}

/** Names of an entry in the order of the alphabet. */
export function readEntry(program: ts.Program, file: string): Exported[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => readSymbol(checker, symbol))
    .filter((one) => one !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function readSymbol(checker: ts.TypeChecker, exported: ts.Symbol): Exported | undefined {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return undefined;
  const tags = symbol.getJsDocTags(checker);
  const textsOf = (name: string): string[] =>
    tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text).trim());
  const parameters = textsOf("param").map((text) => {
    const [, name = text, words = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    return [name, words] as const;
  });
  const { kind, code, members = [] } = written(checker, symbol, declaration);
  return {
    ...{ name: exported.name, kind, code, members, parameters },
    words: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    returns: textsOf("returns").join(" "),
    throws: textsOf("throws"),
    examples: textsOf("example"),
  };
}

const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

function written(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  declaration: ts.Declaration,
): Pick<Exported, "kind" | "code"> & { members?: Member[] } {
  const { name } = symbol;
  if (symbol.flags & ts.SymbolFlags.Class) {
    const node = symbol.declarations?.find(ts.isClassDeclaration);
    return {
      kind: "class",
      code: headOf(node ?? declaration),
      members: node ? membersOf(checker, node) : [],
    };
  }
  if (symbol.flags & ts.SymbolFlags.Interface)
    return { kind: "interface", code: shortened(declaration.getText()) };
  if (symbol.flags & ts.SymbolFlags.TypeAlias)
    return { kind: "type", code: shortened(declaration.getText()) };
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  const calls = type.getCallSignatures();
  if (calls.length > 0) {
    const code = calls
      .map((call) => `${name}${checker.signatureToString(call, declaration, FLAGS)}`)
      .join("\n");
    return { kind: "function", code };
  }
  return { kind: "constant", code: `${name}: ${shortened(checker.typeToString(type, declaration, FLAGS))}` };
}

/** A class without its body. */
const headOf = (node: ts.Node): string =>
  `${node
    .getText()
    .split("{")[0]
    .replace(/^export\s+/, "")
    .trim()}`;

/** Long unions and tables say little. */
function shortened(code: string): string {
  const plain = code.replace(/^export\s+/, "");
  return plain.length > 3000 ? `${plain.slice(0, 3000)} …` : plain;
}

function membersOf(checker: ts.TypeChecker, node: ts.ClassDeclaration): Member[] {
  return node.members.flatMap((member) => {
    const isHidden =
      ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
    if (isHidden || (member.name && ts.isPrivateIdentifier(member.name))) return [];
    const symbol = member.name && checker.getSymbolAtLocation(member.name);
    const words = symbol ? ts.displayPartsToString(symbol.getDocumentationComment(checker)) : "";
    if (ts.isConstructorDeclaration(member)) return [{ code: bodiless(member), words: "" }];
    if (!symbol || /^\[/.test(symbol.name)) return [];
    return [{ code: bodiless(member), words }];
  });
}

/** A member as it is written, up to its body. */
function bodiless(member: ts.ClassElement): string {
  const { body } = member as ts.MethodDeclaration;
  const text = body ? member.getText().slice(0, body.getStart() - member.getStart()) : member.getText();
  return text.replace(/\s*=[^>=][\s\S]*$/, (value) => (body ? value : "")).replace(/[;\s]+$/, "");
}
