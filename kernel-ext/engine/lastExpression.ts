import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/**
 * Lets a cell return the value of its last expression, in an array of one: a promise alone would be awaited. Cells
 * of several shells run at once, so there is no one place where each could leave it.
 *
 * `const a = 1; a + 1` ends with `return [a + 1];`
 */
export const lastExpression: tsTypes.TransformerFactory<tsTypes.SourceFile> =
  ({ factory }) =>
  (file) => {
    const { statements } = file;
    // The list of the cell's names stands behind it.
    const at = statements.findLastIndex((statement) => !ts.isExportDeclaration(statement));
    const last = statements[at];
    if (!last || !ts.isExpressionStatement(last)) return file;
    const value = factory.createArrayLiteralExpression([last.expression]);
    const ending = ts.setTextRange(ts.setOriginalNode(factory.createReturnStatement(value), last), last);
    return factory.updateSourceFile(file, [...statements.slice(0, at), ending, ...statements.slice(at + 1)]);
  };
