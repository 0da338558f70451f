import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/**
 * Declarations of earlier cells that tslab forgets after one more cell: `declare global` and
 * `import x = require()`.
 *
 * @param before what was declared before the cell
 * @param after what tslab keeps after it
 */
export function carriedDeclarations(before: string, after: string): string {
  if (!/\bglobal\b|=\s*require\(/.test(before)) return after;
  const known = new Set(statementsOf(after).flatMap(({ text, name }) => [text, name ?? text]));
  const lost = statementsOf(before)
    .filter(({ statement }) => isForgotten(statement))
    .filter(({ text, name }) => !known.has(name ?? text))
    .map(({ text }) => text);
  return lost.length > 0 ? `${after}\n${lost.join("\n")}\n` : after;
}

const isForgotten = (statement: tsTypes.Statement): boolean =>
  ts.isImportEqualsDeclaration(statement) ||
  (ts.isModuleDeclaration(statement) && (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0);

function statementsOf(declarations: string) {
  const file = ts.createSourceFile("cells.d.ts", declarations, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    const names = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.getText(file))
      : [nameOf(statement)];
    return names.map((name) => ({ statement, text: statement.getText(file), name }));
  });
}

function nameOf(statement: tsTypes.Statement): string | undefined {
  if (ts.isModuleDeclaration(statement) && statement.flags & ts.NodeFlags.GlobalAugmentation)
    return undefined;
  const { name } = statement as { name?: tsTypes.Node };
  return name && ts.isIdentifier(name) ? name.text : undefined;
}
