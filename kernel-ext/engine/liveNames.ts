import type tsTypes from "typescript";
import { fromExports, isCallee, valueFromExports } from "./exportedName.js";
import { ts } from "./typescript.js";

/**
 * Lets functions see what their cell's names stand for now, as in a notebook of any other language: a function,
 * class or value that a later cell declares anew is the one that earlier functions and callbacks use.
 *
 * Inside functions `h(x)` becomes `(0, exports.h)(x)`, where every cell writes its names. Code outside of functions runs
 * once and keeps the fast local names, but for those that a function may change meanwhile. What is imported keeps its
 * import.
 *
 * @param isKnown whether a cell before has declared a name, so that its functions may assign to it
 */
export function liveNames(
  checker: tsTypes.TypeChecker,
  isKnown: (name: string) => boolean,
): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const names = ownNames(file, checker);
    if (names.size === 0) return file;
    const used = usedInside(file, names, checker);
    const isChangeable = (symbol: tsTypes.Symbol): boolean =>
      isVariable(symbol) && (used.has(symbol) || isKnown(symbol.name));

    const isLive = (
      node: tsTypes.Identifier,
      symbol: tsTypes.Symbol | undefined,
      isInside: boolean,
    ): boolean =>
      symbol !== undefined &&
      names.has(symbol) &&
      (isInside || isChangeable(symbol)) &&
      !isDeclarationOf(node, symbol) &&
      // A class is itself within its own body, where its private parts are; so is a function, which may be sent elsewhere.
      !ts.findAncestor(node, (above) => isOwnBody(above, symbol));

    const visitor = (isInside: boolean) => {
      const visit = (node: tsTypes.Node): tsTypes.Node | undefined => {
        // `new.target` holds no name, though its symbol is the function's.
        if (
          isTypeOnly(node) ||
          ts.isMetaProperty(node) ||
          ts.isExportDeclaration(node) ||
          ts.isImportDeclaration(node)
        )
          return node;
        if (ts.isShorthandPropertyAssignment(node)) {
          const symbol = checker.getShorthandAssignmentValueSymbol(node);
          if (!isLive(node.name, symbol, isInside)) return ts.visitEachChild(node, visit, context);
          const initializer = ts.visitNode(node.objectAssignmentInitializer, visit) as tsTypes.Expression;
          return factory.createPropertyAssignment(
            node.name.text,
            valueFromExports(factory, node.name.text, initializer),
          );
        }
        if (ts.isIdentifier(node)) {
          if (!isLive(node, checker.getSymbolAtLocation(node), isInside)) return node;
          return ts.setTextRange(fromExports(factory, node.text, isCallee(node)), node);
        }
        if (ts.isVariableDeclaration(node) && isUnset(node)) {
          // Without a value of its own it would keep that of an earlier declaration.
          return factory.updateVariableDeclaration(
            node,
            node.name,
            node.exclamationToken,
            node.type,
            factory.createVoidZero(),
          );
        }
        const children = runsLater(node) ? visitor(true) : visit;
        return ts.visitEachChild(node, children, context);
      };
      return visit;
    };
    return ts.visitEachChild(file, visitor(false), context);
  };
}

/** What the cell itself declares at its top, and what has a value when it runs. */
function ownNames(file: tsTypes.SourceFile, checker: tsTypes.TypeChecker): ReadonlySet<tsTypes.Symbol> {
  const { locals } = file as { locals?: Map<string, tsTypes.Symbol> };
  const kinds =
    ts.SymbolFlags.Variable |
    ts.SymbolFlags.Function |
    ts.SymbolFlags.Class |
    ts.SymbolFlags.Enum |
    ts.SymbolFlags.ValueModule;
  const own = [...(locals?.values() ?? [])].filter(
    ({ flags, declarations = [] }) =>
      (flags & kinds) !== 0 &&
      (flags & ts.SymbolFlags.ConstEnum) === 0 &&
      declarations.every(
        (one) => (ts.getCombinedModifierFlags(one as tsTypes.Declaration) & ts.ModifierFlags.Ambient) === 0,
      ),
  );
  return new Set(own.map((symbol) => checker.getExportSymbolOfSymbol(symbol)).concat(own));
}

/** What a function of the cell uses: it may assign to it, and so may a later cell while this one awaits. */
function usedInside(
  file: tsTypes.SourceFile,
  names: ReadonlySet<tsTypes.Symbol>,
  checker: tsTypes.TypeChecker,
): ReadonlySet<tsTypes.Symbol> {
  const used = new Set<tsTypes.Symbol>();
  const look = (node: tsTypes.Node, isInside: boolean): void => {
    if (isInside && ts.isIdentifier(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (symbol && names.has(symbol)) used.add(symbol);
    }
    ts.forEachChild(node, (child) => look(child, isInside || runsLater(node)));
  };
  look(file, false);
  return used;
}

const isVariable = ({ valueDeclaration }: tsTypes.Symbol): boolean =>
  valueDeclaration !== undefined &&
  (ts.getCombinedNodeFlags(valueDeclaration) & ts.NodeFlags.Constant) === 0 &&
  (ts.isVariableDeclaration(valueDeclaration) || ts.isBindingElement(valueDeclaration));

/** What stands in these runs when somebody calls for it. */
const runsLater = (node: tsTypes.Node): boolean => ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);

/** `let a;` at the top of the cell. */
function isUnset(node: tsTypes.VariableDeclaration): boolean {
  const statement = node.parent.parent;
  return (
    !node.initializer &&
    ts.isIdentifier(node.name) &&
    ts.isVariableStatement(statement) &&
    ts.isSourceFile(statement.parent) &&
    (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Ambient) === 0
  );
}

const isDeclarationOf = (node: tsTypes.Identifier, { declarations = [] }: tsTypes.Symbol): boolean =>
  declarations.some((declaration) => (declaration as { name?: tsTypes.Node }).name === node);

const isOwnBody = (node: tsTypes.Node, { declarations = [] }: tsTypes.Symbol): boolean =>
  (ts.isClassLike(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node)) &&
  declarations.includes(node);

function isTypeOnly(node: tsTypes.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}
