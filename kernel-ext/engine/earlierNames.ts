import type tsTypes from "typescript";
import { fromExports, isCallee, valueFromExports } from "./exportedName.js";
import { resolveName, ts } from "./typescript.js";

/** Where tslab declares what earlier cells have left. */
const earlierCells = "__prev__.d.ts";

const isEarlier = (symbol: tsTypes.Symbol | undefined): boolean =>
  symbol?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith(earlierCells)) ??
  false;

/**
 * Reads the names of earlier cells where they are: `depth` becomes `exports.depth`. Runs last, when types are gone and
 * every name that is left is a value.
 */
export function readFromEarlierCells(
  checker: tsTypes.TypeChecker,
): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  return (context) => {
    const { factory } = context;
    const visit = (node: tsTypes.Node): tsTypes.Node => {
      if (ts.isPropertyAccessExpression(node)) {
        const from = ts.visitNode(node.expression, visit) as tsTypes.Expression;
        if (from === node.expression) return node;
        return ts.isPropertyAccessChain(node)
          ? factory.updatePropertyAccessChain(node, from, node.questionDotToken, node.name)
          : factory.updatePropertyAccessExpression(node, from, node.name);
      }
      if (ts.isIdentifier(node) && isEarlier(checker.getSymbolAtLocation(node)))
        return ts.setTextRange(fromExports(factory, node.text, isCallee(node)), node);
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

/**
 * Writes out names of earlier cells where they stand for more than themselves, in shorthand properties and in JSX:
 * `{ depth: exports.depth }` and `<exports.Chart/>`. And lets be what an earlier cell has only described: globals, and
 * the properties of its types.
 */
export function describedByEarlierCells(
  checker: tsTypes.TypeChecker,
): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  return (context) => {
    const { factory } = context;

    const visit = (node: tsTypes.Node): tsTypes.Node => {
      if (
        ts.isShorthandPropertyAssignment(node) &&
        isEarlier(checker.getShorthandAssignmentValueSymbol(node))
      ) {
        const initializer = ts.visitNode(node.objectAssignmentInitializer, visit) as tsTypes.Expression;
        return factory.createPropertyAssignment(
          node.name.text,
          valueFromExports(factory, node.name.text, initializer),
        );
      }
      if (ts.isIdentifier(node) && isPropertyName(node)) return factory.createIdentifier(node.text);
      if (ts.isIdentifier(node) && isGlobalOfCell(checker.getSymbolAtLocation(node))) {
        return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
          ? node
          : factory.createPropertyAccessExpression(factory.createIdentifier("globalThis"), node.text);
      }
      if (isTag(node) && isEarlier(checker.getSymbolAtLocation(node))) return fromExports(factory, node.text);
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => {
      const visited = ts.visitEachChild(file, visit, context);
      const factoryName = jsxFactoryOf(file, context.getCompilerOptions());
      if (!factoryName || !isEarlier(resolveName(checker, factoryName, file))) return visited;
      // What JSX calls is written by the compiler later, where no name is looked up any more.
      const known = factory.createVariableDeclaration(
        factoryName,
        undefined,
        undefined,
        fromExports(factory, factoryName),
      );
      const declared = factory.createVariableStatement(
        undefined,
        factory.createVariableDeclarationList([known]),
      );
      return factory.updateSourceFile(visited, [declared, ...visited.statements]);
    };
  };
}

/** `React` in `React.createElement`, where JSX becomes that. */
function jsxFactoryOf(file: tsTypes.SourceFile, options: tsTypes.CompilerOptions): string | undefined {
  if (options.jsx !== ts.JsxEmit.React || file.languageVariant !== ts.LanguageVariant.JSX) return undefined;
  return (options.jsxFactory ?? options.reactNamespace ?? "React").split(".")[0];
}

/** `a` in `const { a: x } = y`, and in `<Chart a={1}/>`. */
function isPropertyName(node: tsTypes.Identifier): boolean {
  const { parent } = node;
  if (!parent) return false;
  return (ts.isBindingElement(parent) && parent.propertyName === node) || ts.isJsxAttribute(parent);
}

/** Declared in `declare global`. */
function isGlobalOfCell(symbol: tsTypes.Symbol | undefined): boolean {
  const declaration = symbol?.valueDeclaration;
  if (!declaration?.getSourceFile().fileName.endsWith(earlierCells)) return false;
  const isValue =
    ts.isVariableDeclaration(declaration) ||
    ts.isFunctionDeclaration(declaration) ||
    ts.isClassDeclaration(declaration);
  const block = isValue && ts.findAncestor(declaration, ts.isModuleBlock);
  return !!block && (block.parent.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/** The name of a component, alone or before a dot; `<div>` names none. */
function isTag(node: tsTypes.Node): node is tsTypes.Identifier {
  if (!ts.isIdentifier(node) || /^[a-z]/.test(node.text)) return false;
  const { parent } = node;
  if (!parent) return false;
  return (
    (ts.isJsxOpeningElement(parent) ||
      ts.isJsxClosingElement(parent) ||
      ts.isJsxSelfClosingElement(parent)) &&
    parent.tagName === node
  );
}
