/** What an editor shows for a name, and for the call that the cursor stands in. */
import type tsTypes from "typescript";
import { isEarlier } from "../cellProgram.js";
import { neverCancelled, type SymbolDisplay, ts } from "../typescript.js";
import type { Question } from "./view.js";

/** The same as text and as Markdown. */
export interface Inspection {
  plain: string;
  markdown: string;
}

/**
 * @param sourceOf the cell that a name was declared in, if one was
 * @param isDetailed adds the definition's source
 */
export function inspectionAt(
  question: Question,
  { isDetailed, sourceOf }: { isDetailed: boolean; sourceOf: (name: string) => string | undefined },
): Inspection | undefined {
  const name = nameAt(question);
  const call = callAt(question);
  const found = [...(name ? [describeName(name, question)] : []), ...(call ? [call] : [])];
  const source = name && isDetailed ? sourceAt(name.symbol, question, sourceOf) : undefined;
  if (source) found.push({ plain: source, markdown: codeBlock(source) });
  if (found.length === 0) return undefined;
  return {
    plain: found.map(({ plain }) => plain).join("\n\n"),
    markdown: found.map(({ markdown }) => markdown).join("\n\n---\n\n"),
  };
}

interface Name {
  node: tsTypes.Node;
  symbol: tsTypes.Symbol;
}

/** A cursor behind a name means the name. */
function nameAt({ program, file, position }: Question): Name | undefined {
  const node = ts.getTouchingPropertyName(file, position);
  if (node === file || node.getStart(file) > position || ts.isStringLiteralLike(node)) return undefined;
  const symbol = program.getTypeChecker().getSymbolAtLocation(node);
  return symbol && { node, symbol };
}

function describeName({ node, symbol }: Name, { program, file }: Question): Inspection {
  const { getSymbolDisplayPartsDocumentationAndSymbolKind } = ts.SymbolDisplay;
  const checker = program.getTypeChecker();
  const display: SymbolDisplay = getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    undefined,
    node,
  );
  const code = ts.displayPartsToString(display.displayParts);
  return together(code, ts.displayPartsToString(display.documentation), display.tags ?? []);
}

/** The signature of the call around the cursor, its parameter there, and what is known of both. */
function callAt({ program, file, position }: Question): Inspection | undefined {
  const { getSignatureHelpItems } = ts.SignatureHelp;
  const help = getSignatureHelpItems(program, file, position, undefined, neverCancelled);
  const item = help?.items[help.selectedItemIndex];
  if (!help || !item) return undefined;
  const text = (parts: tsTypes.SymbolDisplayPart[]) => ts.displayPartsToString(parts);
  const parameters = item.parameters.map(({ displayParts }) => text(displayParts));
  const separator = text(item.separatorDisplayParts);
  const code = text(item.prefixDisplayParts) + parameters.join(separator) + text(item.suffixDisplayParts);
  const others = help.items.length - 1;
  const more = others > 0 ? ` (+${others} overload${others > 1 ? "s" : ""})` : "";
  const last = item.parameters.length - 1;
  const index = item.isVariadic ? Math.min(help.argumentIndex, last) : help.argumentIndex;
  const active = item.parameters[index];
  const whole = together(code + more, text(item.documentation), []);
  if (!active) return whole;
  const documentation = text(active.documentation);
  const about = documentation && ` — ${documentation}`;
  return {
    plain: `${whole.plain}\n\n→ ${parameters[index]}${about}`,
    markdown: `${whole.markdown}\n\n**→ \`${parameters[index]}\`**${about}`,
  };
}

function together(code: string, documentation: string, tags: readonly tsTypes.JSDocTagInfo[]): Inspection {
  const told = tags.map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
  const plain = told.map(({ name, text }) => `@${name} ${text}`.trim()).join("\n");
  const markdown = told.map(({ name, text }) => {
    if (name === "example") return `*@example*\n${text.includes("```") ? text : codeBlock(text)}`;
    const [, first, rest] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    if (name !== "param" || !first) return `*@${name}* ${text}`.trim();
    return `*@param* \`${first}\`${rest ? ` — ${rest.replace(/^-\s*/, "")}` : ""}`;
  });
  return {
    plain: [code, documentation, plain].filter(Boolean).join("\n\n"),
    markdown: [codeBlock(code), documentation, markdown.join("\n\n")].filter(Boolean).join("\n\n"),
  };
}

const codeBlock = (code: string): string => `\`\`\`typescript\n${code}\n\`\`\``;

function sourceAt(
  symbol: tsTypes.Symbol,
  { program }: Question,
  sourceOf: (name: string) => string | undefined,
): string | undefined {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? program.getTypeChecker().getAliasedSymbol(symbol) : symbol;
  const [declaration] = target.declarations ?? [];
  if (!declaration) return undefined;
  const file = declaration.getSourceFile();
  if (isEarlier(file)) return sourceOf(symbol.name);
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return statement.getText(file);
}
