/**
 * What a module knows of itself has no meaning in CommonJS: `import.meta`, `import()` and, in a cell,
 * `__dirname` become reads of one object that the kernel supplies.
 */
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** What the emitted code of a cell or of a file beside the notebook finds under this name. */
export const moduleName = "__peelModule";

export interface ModuleWords {
  meta: { url: string; dirname: string; filename: string; resolve(specifier: string): string };
  importModule(specifier: string): Promise<unknown>;
}

/** @param isFree tells a `__dirname` that nobody has declared; without it the name stays */
export function moduleWords(
  isFree: (name: tsTypes.Identifier) => boolean = () => false,
): tsTypes.TransformerFactory<tsTypes.SourceFile> {
  return (context) => {
    const { factory } = context;
    const read = (...path: string[]) =>
      path.reduce<tsTypes.Expression>(
        (object, name) => factory.createPropertyAccessExpression(object, name),
        factory.createIdentifier(moduleName),
      );
    const visit = (node: tsTypes.Node): tsTypes.Node => {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return read("meta");
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const args = node.arguments.slice(0, 1).map((arg) => ts.visitNode(arg, visit) as tsTypes.Expression);
        return factory.createCallExpression(read("importModule"), undefined, args);
      }
      if (ts.isIdentifier(node) && /^__(dir|file)name$/.test(node.text) && isFree(node)) {
        return read("meta", node.text.slice(2));
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
