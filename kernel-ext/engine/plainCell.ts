import type tsTypes from "typescript";
import { scriptKindOf } from "./scriptKind.js";
import { ts } from "./typescript.js";

/**
 * The cell as the compiler takes it: all its declarations are there for later cells anyway, so
 * `export` before one means nothing, and a re-export is an import. Every position stays where it is.
 *
 * @example
 * plainCell("export const a = 1") // "       const a = 1"
 */
export function plainCell(code: string): string {
  if (!/\bexport\b/.test(code)) return code;
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true, scriptKindOf(code));
  return file.statements.reduceRight((text, statement) => {
    const edit = editOf(statement, file);
    if (!edit) return text;
    const { start, end, by = "" } = edit;
    // Line breaks stay, or all that follows would move.
    const rest = text.slice(start + by.length, end).replace(/[^\n]/g, " ");
    return text.slice(0, start) + by + rest + text.slice(end);
  }, code);
}

function editOf(
  statement: tsTypes.Statement,
  file: tsTypes.SourceFile,
): { start: number; end: number; by?: string } | undefined {
  const start = statement.getStart(file);
  if (ts.isExportDeclaration(statement)) {
    if (!statement.moduleSpecifier) return { start, end: statement.end };
    // `export * from "x"` names nothing that could be imported.
    return statement.exportClause && { start, end: start + "export".length, by: "import" };
  }
  if (ts.isExportAssignment(statement)) return { start, end: statement.expression.getStart(file) };
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const exported = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!exported) return undefined;
  const byDefault = modifiers.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  const { name } = statement as { name?: tsTypes.Node };
  // Without a name only an expression can be: the value of the cell. An operator makes it one.
  const by = name || ts.isVariableStatement(statement) ? undefined : "await ";
  return { start: exported.getStart(file), end: (byDefault ?? exported).end, by };
}
