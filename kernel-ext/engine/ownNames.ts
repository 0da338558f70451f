import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** What a cell's code is called with (executor.ts), and what the compiler writes into it by these names. */
const taken = new Set(["exports", "require"]);

/**
 * Lets cells have names of their own that the code around them needs, too: `const { exports } = instance` becomes
 * `const { exports: exports_own } = instance`. To later cells it is `exports` all the same.
 */
export function ownNames(checker: tsTypes.TypeChecker): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  return (context) => (file) => {
    if (![...taken].some((name) => file.text.includes(name))) return file;
    const { factory } = context;
    const original = ts.getOriginalNode(file);
    const own = (name: string): tsTypes.Identifier => factory.createIdentifier(`${name}_own`);
    const isOwn = (symbol: tsTypes.Symbol | undefined): boolean =>
      symbol !== undefined &&
      (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0 &&
      (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile() === original);

    const visit = (node: tsTypes.Node): tsTypes.Node => {
      if (ts.isShorthandPropertyAssignment(node) && taken.has(node.name.text)) {
        if (!isOwn(checker.getShorthandAssignmentValueSymbol(ts.getOriginalNode(node)))) return node;
        const value = own(node.name.text);
        const initial = ts.visitNode(node.objectAssignmentInitializer, visit) as
          | tsTypes.Expression
          | undefined;
        const assigned = initial ? factory.createAssignment(value, initial) : value;
        return factory.createPropertyAssignment(node.name.text, assigned);
      }
      if (ts.isBindingElement(node) && isTaken(node.name) && !node.propertyName && !node.dotDotDotToken) {
        const initializer = ts.visitNode(node.initializer, visit) as tsTypes.Expression | undefined;
        const property = ts.isObjectBindingPattern(node.parent) ? node.name.text : undefined;
        return factory.updateBindingElement(
          node,
          undefined,
          property as never,
          own(node.name.text),
          initializer,
        );
      }
      if (ts.isExportSpecifier(node) && !node.propertyName && taken.has(node.name.text)) {
        return factory.updateExportSpecifier(
          node,
          node.isTypeOnly,
          own(node.name.text),
          node.name.text as never,
        );
      }
      if (isTaken(node) && isOwn(checker.getSymbolAtLocation(node)))
        return ts.setTextRange(own(node.text), node);
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

const isTaken = (node: tsTypes.Node): node is tsTypes.Identifier =>
  ts.isIdentifier(node) && taken.has(node.text);
