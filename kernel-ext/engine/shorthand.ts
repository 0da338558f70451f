import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** Where tslab declares what earlier cells have left. */
const earlierCells = "__prev__.d.ts";

/**
 * tslab reads names of earlier cells from `exports`, but overlooks them in shorthand properties:
 * `{ depth }` would fail with "depth is not defined". This writes them out, `{ depth: exports.depth }`.
 */
export function shorthandOfEarlierCells(
  checker: tsTypes.TypeChecker,
): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  const isEarlier = (node: tsTypes.ShorthandPropertyAssignment) =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith(earlierCells));

  return (context) => {
    const { factory } = context;
    const visit = (node: tsTypes.Node): tsTypes.Node => {
      if (!ts.isShorthandPropertyAssignment(node) || !isEarlier(node)) {
        return ts.visitEachChild(node, visit, context);
      }
      const exports = factory.createIdentifier("exports");
      const value = factory.createPropertyAccessExpression(exports, node.name.text);
      const initializer = node.objectAssignmentInitializer;
      const assigned = initializer
        ? factory.createAssignment(value, ts.visitNode(initializer, visit) as tsTypes.Expression)
        : value;
      return factory.createPropertyAssignment(node.name.text, assigned);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
