/**
 * Lets tslab 1.0.22, which was written against a private fork of TypeScript 5.0, run on the stock
 * compiler: supplies the helpers that the fork adds, from internals that TypeScript exports at run
 * time, and replaces the options that tslab hard-codes.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type tsTypes from "typescript";
import { resolveWithOwnPackages } from "./ownPackages.js";
import { shorthandOfEarlierCells } from "./shorthand.js";
import { ts } from "./typescript.js";

const require = createRequire(import.meta.url);

/** The Node types that come with this kernel, for folders that have none of their own. */
const ownTypeRoot = dirname(dirname(require.resolve("@types/node/package.json")));

const cellOptions: tsTypes.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.esnext.collection.d.ts"],
  types: ["node"],
  inlineSourceMap: true,
};

function typeRootsOf(folder: string): string[] {
  const roots: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    roots.push(join(at, "node_modules", "@types"));
    if (dirname(at) === at) return roots;
  }
}

/** Files that do not change while a kernel runs need no watch: thousands of inotify handles saved. */
const isSettled = (path: string) => path.includes("/node_modules/") || path.endsWith(".d.ts");
const noWatch: tsTypes.FileWatcher = { close: () => {} };

function createWatchCompilerHost(
  rootFiles: string[],
  options: tsTypes.CompilerOptions,
  system: tsTypes.System,
  ...rest: [undefined?, ((d: tsTypes.Diagnostic) => void)?, ((d: tsTypes.Diagnostic) => void)?]
): tsTypes.WatchCompilerHostOfFilesAndCompilerOptions<tsTypes.SemanticDiagnosticsBuilderProgram> {
  const { noImplicitUseStrict: _, disableTopLevelAwait: __, ...kept } = options;
  const watchFile = system.watchFile;
  system.watchFile = (path, callback, interval, watchOptions) => {
    const watched = watchFile?.(path, callback, interval, watchOptions);
    return watched ?? noWatch;
  };
  system.watchDirectory = () => noWatch;
  const merged = { ...kept, ...cellOptions, typeRoots: [...(kept.typeRoots ?? []), ownTypeRoot] };
  const host = ts.createWatchCompilerHost(
    rootFiles,
    merged,
    system,
    createCellProgram,
    ...(rest.slice(1) as [((d: tsTypes.Diagnostic) => void)?, ((d: tsTypes.Diagnostic) => void)?]),
  );
  host.resolveModuleNameLiterals = resolveWithOwnPackages(host, process.cwd());
  // Else every file would be resolved anew for every cell.
  host.hasInvalidatedResolutions = () => false;
  return host as never;
}

/** Program.emit has one more parameter at run time. */
type EmitForced = (
  ...args: [...Parameters<tsTypes.Program["emit"]>, forceDeclarations: boolean]
) => tsTypes.EmitResult;

const createCellProgram: tsTypes.CreateProgram<tsTypes.EmitAndSemanticDiagnosticsBuilderProgram> = (
  ...args
) => {
  const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(...args);
  builder.emit = (file, write, cancellation, onlyDeclarations, transformers) => {
    const program = builder.getProgram();
    const before = [shorthandOfEarlierCells(program.getTypeChecker())];
    const emit = program.emit.bind(program) as EmitForced;
    // Forced, because a type that cannot be named (TS2742, TS4094 …) would leave the cell without
    // declarations, and all later cells without the names of all earlier ones.
    return emit(file, write, cancellation, onlyDeclarations, { ...transformers, before }, true);
  };
  return builder;
};

/** Like ts.getPreEmitDiagnostics, of some files only, and without complaints about declarations (TS4094 …). */
function getPreEmitDiagnosticsOfFiles(
  program: tsTypes.Program,
  files: tsTypes.SourceFile[],
): readonly tsTypes.Diagnostic[] {
  const found = [...program.getGlobalDiagnostics()];
  for (const file of files) {
    found.push(...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file));
  }
  return ts.sortAndDeduplicateDiagnostics(found);
}

/** What an editor shows when the pointer rests on a name. */
function getQuickInfoAtPosition(
  file: tsTypes.SourceFile,
  checker: tsTypes.TypeChecker,
  _cancellation: unknown,
  position: number,
): tsTypes.QuickInfo | undefined {
  const node = ts.getTouchingPropertyName(file, position);
  const symbol = node === file ? undefined : checker.getSymbolAtLocation(node);
  if (!symbol) return undefined;
  const display = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    undefined,
    node,
  );
  return {
    kind: display.symbolKind as tsTypes.ScriptElementKind,
    kindModifiers: "",
    textSpan: { start: node.getStart(file), length: node.getWidth(file) },
    displayParts: display.displayParts,
    documentation: display.documentation,
    tags: display.tags,
  };
}

/** Keeps the way back to the cell through tslab's second step, from ES modules to CommonJS. */
function transpileModule(code: string, options: tsTypes.TranspileOptions): tsTypes.TranspileOutput {
  const compilerOptions = { ...options.compilerOptions, inlineSourceMap: true };
  return ts.transpileModule(code, { ...options, compilerOptions });
}

function getCompletionsAtPositionForTslab(...args: unknown[]): unknown {
  const [host, program, log, file, position, preferences, trigger, kind, cancellation] = args;
  const { getCompletionsAtPosition } = ts.Completions;
  return getCompletionsAtPosition(
    host,
    program,
    log,
    file,
    position,
    preferences,
    trigger,
    kind,
    cancellation,
  );
}

/** Puts the adapted compiler where tslab will look for its fork. Call once, before tslab is loaded. */
export function installTypeScriptForTslab(): void {
  const tslabRequire = createRequire(require.resolve("tslab/dist/converter.js"));
  const filename = tslabRequire.resolve("@tslab/typescript-for-tslab");
  const watchFile = ts.sys.watchFile;
  ts.sys.watchFile = (path, ...rest) => (isSettled(path) ? noWatch : (watchFile?.(path, ...rest) ?? noWatch));
  const adapted = {
    ...ts,
    createWatchCompilerHost,
    getPreEmitDiagnosticsOfFiles,
    transpileModule,
    getQuickInfoAtPosition,
    getNullTransformationContext: () => ts.nullTransformationContext,
    getDefaultTypeRoots: (folder: string) => typeRootsOf(folder),
    Completions: { ...ts.Completions, getCompletionsAtPositionForTslab },
  };
  require.cache[filename] = { id: filename, filename, loaded: true, exports: adapted } as never;
}
