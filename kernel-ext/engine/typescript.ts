/** The stock compiler, with what it exports at run time but not in its types. Pinned exactly for this. */
import { createRequire } from "node:module";
import type tsTypes from "typescript";

export interface SymbolDisplay {
  displayParts: tsTypes.SymbolDisplayPart[];
  documentation: tsTypes.SymbolDisplayPart[];
  symbolKind: string;
  tags?: tsTypes.JSDocTagInfo[];
}

/** What TypeScript exports at run time but not in its types. */
interface Internals {
  nullTransformationContext: unknown;
  getTouchingPropertyName(file: tsTypes.SourceFile, position: number): tsTypes.Node;
  bindSourceFile(file: tsTypes.SourceFile, options: tsTypes.CompilerOptions): void;
  findPrecedingToken(position: number, file: tsTypes.SourceFile): tsTypes.Node | undefined;
  Completions: {
    getCompletionsAtPosition(
      host: Partial<tsTypes.LanguageServiceHost>,
      program: tsTypes.Program,
      log: (text: string) => void,
      file: tsTypes.SourceFile,
      position: number,
      preferences: tsTypes.UserPreferences,
      trigger: undefined,
      kind: tsTypes.CompletionTriggerKind,
      cancellation: tsTypes.CancellationToken,
      format: undefined,
      includeSymbol: boolean,
    ): tsTypes.CompletionInfo | undefined;
  };
  SignatureHelp: {
    getSignatureHelpItems(
      program: tsTypes.Program,
      file: tsTypes.SourceFile,
      position: number,
      reason: tsTypes.SignatureHelpTriggerReason | undefined,
      cancellation: tsTypes.CancellationToken,
    ): tsTypes.SignatureHelpItems | undefined;
  };
  SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: tsTypes.TypeChecker,
      symbol: tsTypes.Symbol,
      file: tsTypes.SourceFile,
      enclosing: tsTypes.Node | undefined,
      location: tsTypes.Node,
    ): SymbolDisplay;
  };
}

export const ts: typeof tsTypes & Internals = createRequire(import.meta.url)("typescript");

interface ProgramInternals {
  getResolvedModuleFromModuleSpecifier(
    specifier: tsTypes.StringLiteralLike,
    file: tsTypes.SourceFile,
  ): { resolvedModule?: tsTypes.ResolvedModuleFull } | undefined;
}

/** The file that an import in a program leads to. */
export function resolvedModuleOf(
  program: tsTypes.Program,
  specifier: tsTypes.StringLiteralLike,
  file: tsTypes.SourceFile,
): tsTypes.ResolvedModuleFull | undefined {
  const internals = program as tsTypes.Program & ProgramInternals;
  return internals.getResolvedModuleFromModuleSpecifier(specifier, file)?.resolvedModule;
}

interface CheckerInternals {
  resolveName(
    name: string,
    from: tsTypes.Node,
    flags: tsTypes.SymbolFlags,
    onlyLocal: boolean,
  ): tsTypes.Symbol | undefined;
}

/** What a name means at the top of a file. */
export function resolveName(
  checker: tsTypes.TypeChecker,
  name: string,
  file: tsTypes.SourceFile,
): tsTypes.Symbol | undefined {
  const internals = checker as tsTypes.TypeChecker & CheckerInternals;
  return internals.resolveName(name, file, ts.SymbolFlags.Value, false);
}

/** Work is short enough to be finished. */
export const neverCancelled: tsTypes.CancellationToken & { throwIfCancellationRequested(): void } = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => {},
};
