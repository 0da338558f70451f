/** The stock compiler, with what it exports at run time but not in its types. Pinned exactly for this. */
import { createRequire } from "node:module";
import type tsTypes from "typescript";

/** What TypeScript exports at run time but not in its types. */
interface Internals {
  nullTransformationContext: unknown;
  getTouchingPropertyName(file: tsTypes.SourceFile, position: number): tsTypes.Node;
  Completions: Record<string, (...args: unknown[]) => unknown>;
  SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: tsTypes.TypeChecker,
      symbol: tsTypes.Symbol,
      file: tsTypes.SourceFile,
      enclosing: tsTypes.Node | undefined,
      location: tsTypes.Node,
    ): {
      displayParts: tsTypes.SymbolDisplayPart[];
      documentation: tsTypes.SymbolDisplayPart[];
      symbolKind: string;
      tags?: tsTypes.JSDocTagInfo[];
    };
  };
}

export const ts: typeof tsTypes & Internals = createRequire(import.meta.url)("typescript");
