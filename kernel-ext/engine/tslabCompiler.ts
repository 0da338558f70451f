/**
 * Lets tslab 1.0.22, which was written against a private fork of TypeScript 5.0, run on the stock
 * compiler: supplies the helpers that the fork adds, from internals that TypeScript exports at run
 * time, and replaces the options that tslab hard-codes.
 */
import { createRequire } from "node:module";
import type tsTypes from "typescript";
import { globalsPath, serveGlobals } from "./cellGlobals.js";
import { createCellProgram, isCell, ownFilesOf } from "./cellProgram.js";
import type { LocalFiles } from "./localFiles.js";
import { resolveWithOwnPackages } from "./modules/ownPackages.js";
import { ts } from "./typescript.js";

const require = createRequire(import.meta.url);

/** What passes between tslab's compiler and the kernel, beside tslab. */
export interface CompilerSession {
  folder: string;
  /** Read whenever tslab starts a compiler. */
  options: tsTypes.CompilerOptions;
  files: LocalFiles;
  /** The cell that was compiled last, in its program. */
  cell: tsTypes.SourceFile | undefined;
  /** What was found in it. */
  diagnostics: readonly tsTypes.Diagnostic[];
  /** The cell that tslab was asked about last, in its program. */
  view: CellView | undefined;
}

export interface CellView {
  program: tsTypes.Program;
  file: tsTypes.SourceFile;
}

type Reporter = (diagnostic: tsTypes.Diagnostic) => void;

/** Puts the adapted compiler where tslab will look for its fork. Call once, before tslab is loaded. */
export function installTypeScriptForTslab(session: CompilerSession): void {
  const tslabRequire = createRequire(require.resolve("tslab/dist/converter.js"));
  const filename = tslabRequire.resolve("@tslab/typescript-for-tslab");
  ts.sys.watchFile = (path, onChange) => session.files.watch(path, onChange);
  const adapted = {
    ...ts,
    createWatchCompilerHost: (
      rootFiles: string[],
      options: tsTypes.CompilerOptions,
      system: tsTypes.System,
      _: unknown,
      ...reporters: [Reporter?, Reporter?]
    ) => createCellHost(session, rootFiles, options, system, reporters),
    getPreEmitDiagnosticsOfFiles: (program: tsTypes.Program, [cell]: tsTypes.SourceFile[]) => {
      session.cell = cell;
      session.diagnostics = diagnosticsOf(program, ownFilesOf(cell, program));
      return session.diagnostics;
    },
    // tslab's second step, from ES modules to CommonJS, has been taken with the first.
    transpileModule: (code: string) => ({ outputText: code }),
    getNullTransformationContext: () => ts.nullTransformationContext,
    getDefaultTypeRoots: () => [],
    // Editors' questions are answered elsewhere; tslab only brings its program to the cell's state.
    Completions: {
      ...ts.Completions,
      getCompletionsAtPositionForTslab: (
        _: unknown,
        program: tsTypes.Program,
        __: unknown,
        file: tsTypes.SourceFile,
      ) => {
        // Binds the file: until then its nodes do not know what they stand in.
        program.getTypeChecker();
        session.view = { program, file };
        return undefined;
      },
    },
  };
  require.cache[filename] = { id: filename, filename, loaded: true, exports: adapted } as never;
  // Comments like `@module` and `@browser` have a meaning for tslab, and none for a notebook.
  tslabRequire("./metadata.js").getCodeMetadata = () => ({});
}

function createCellHost(
  session: CompilerSession,
  rootFiles: string[],
  options: tsTypes.CompilerOptions,
  system: tsTypes.System,
  reporters: [Reporter?, Reporter?],
): tsTypes.WatchCompilerHostOfFilesAndCompilerOptions<tsTypes.EmitAndSemanticDiagnosticsBuilderProgram> {
  system.watchDirectory = () => ({ close: () => {} });
  const { rootDir, outDir } = options;
  const merged = { ...session.options, rootDir, outDir };
  const globals = globalsPath(session.folder);
  const files = [...rootFiles, globals];
  const host = ts.createWatchCompilerHost(files, merged, system, createCellProgram, ...reporters);
  serveGlobals(host, globals);
  const { resolve, hasUnresolved, packages } = resolveWithOwnPackages(host, session.folder);
  host.resolveModuleNameLiterals = resolve;
  host.getModuleResolutionCache = packages;
  // Else every file would be resolved anew for every cell.
  host.hasInvalidatedResolutions = hasUnresolved;
  return host;
}

/** A cell that begins with `// @ts-nocheck`; TypeScript itself sees it only in the first line, which is tslab's. */
function isUnchecked(file: tsTypes.SourceFile): boolean {
  if (!isCell(file)) return false;
  // As a text of its own: behind tslab's line a comment in the first place would belong to that.
  const cell = file.text.slice(file.text.indexOf("\n") + 1);
  const comments = ts.getLeadingCommentRanges(cell, 0) ?? [];
  return comments.some(({ pos, end }) => /^\/\/\/?\s*@ts-nocheck\b/.test(cell.slice(pos, end)));
}

/** tslab wants to write a program's files into one folder; a notebook may import files from above its own. */
const aboutFolders = new Set([6059]);

/** Like ts.getPreEmitDiagnostics, of some files only, and without complaints about declarations (TS4094 …). */
function diagnosticsOf(program: tsTypes.Program, files: tsTypes.SourceFile[]): readonly tsTypes.Diagnostic[] {
  const found: tsTypes.Diagnostic[] = [];
  for (const file of files) {
    found.push(...program.getSyntacticDiagnostics(file));
    if (!isUnchecked(file)) found.push(...program.getSemanticDiagnostics(file));
  }
  const isMeant = ({ code }: tsTypes.Diagnostic) => !aboutFolders.has(code);
  return ts.sortAndDeduplicateDiagnostics(found.filter(isMeant));
}
