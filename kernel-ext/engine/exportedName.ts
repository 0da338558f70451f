import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/**
 * `exports.name`: where every cell writes its names, and finds those of the others.
 *
 * @param isCalled without its `this`: `(0, exports.name)`
 */
export function fromExports(
  factory: tsTypes.NodeFactory,
  name: string,
  isCalled = false,
): tsTypes.Expression {
  const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
  return isCalled
    ? factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value))
    : value;
}

/** What a shorthand property stands for, with the default that it may have where it is assigned to. */
export function valueFromExports(
  factory: tsTypes.NodeFactory,
  name: string,
  initializer: tsTypes.Expression | undefined,
): tsTypes.Expression {
  const value = fromExports(factory, name);
  return initializer ? factory.createAssignment(value, initializer) : value;
}

/** Called, or called as the tag of a template, by its name alone. */
export const isCallee = (node: tsTypes.Node): boolean => {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isCallExpression(parent)) return parent.expression === node && !parent.questionDotToken;
  return ts.isTaggedTemplateExpression(parent) && parent.tag === node;
};
