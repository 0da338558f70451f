import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** True if the code awaits outside of any function: in an expression, a `for await`, an `await using` or a template. */
export function hasTopLevelAwait(code: string, kind: tsTypes.ScriptKind): boolean {
  // As a module, because only there `await (x)` is no call of a function named await.
  const module = `export {};${code}`;
  return awaits(ts.createSourceFile("cell.ts", module, ts.ScriptTarget.Latest, true, kind));
}

/** As {@link hasTopLevelAwait}, of code that is parsed already. */
export function awaits(node: tsTypes.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier) return true;
  if (
    ts.isVariableDeclarationList(node) &&
    (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing
  ) {
    return true;
  }
  if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) {
    // A computed method name is evaluated outside of the method.
    const name = (node as { name?: tsTypes.Node }).name;
    return name !== undefined && ts.isComputedPropertyName(name) && awaits(name);
  }
  return ts.forEachChild(node, awaits) ?? false;
}
