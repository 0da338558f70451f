/** The program that a cell is checked in, and how code is made of it. */
import type tsTypes from "typescript";
import { describedByEarlierCells, readFromEarlierCells } from "./earlierNames.js";
import { lastExpression } from "./lastExpression.js";
import { liveNames } from "./liveNames.js";
import { moduleWords } from "./moduleWords.js";
import { ownNames } from "./ownNames.js";
import { scriptKindOf } from "./scriptKind.js";
import { resolvedModuleOf, ts } from "./typescript.js";

/** Where tslab keeps the cell that it is working on, and what the cells before have declared. */
export const isCell = ({ fileName }: { fileName: string }): boolean => fileName.endsWith("/__tslab__.ts");
export const isEarlier = ({ fileName }: { fileName: string }): boolean => fileName.endsWith("/__prev__.d.ts");

/** Program.emit has one more parameter at run time. */
type EmitForced = (
  ...args: [...Parameters<tsTypes.Program["emit"]>, forceDeclarations: boolean]
) => tsTypes.EmitResult;

const skipped: tsTypes.EmitResult = { emitSkipped: true, diagnostics: [] };

/**
 * A plain program under the name of one that keeps count of what has changed: the count would take as long as all
 * the rest, and a cell is checked and emitted whole anyway.
 */
export const createCellProgram: tsTypes.CreateProgram<tsTypes.EmitAndSemanticDiagnosticsBuilderProgram> = (
  rootNames,
  options,
  host,
  ...rest
) => {
  if (host) adaptCells(host);
  const builder = ts.createAbstractBuilder(rootNames, options, host, ...rest);
  return Object.assign(builder, {
    // Files beside the notebook are not emitted with the cell: the kernel runs them itself.
    getAllDependencies: ({ fileName }: tsTypes.SourceFile) => [fileName],
    getSemanticDiagnosticsOfNextAffectedFile: () => undefined,
    emitNextAffectedFile: () => undefined,
    emit: ((file, write, cancellation, onlyDeclarations, transformers) => {
      if (!file || !isCell(file)) return skipped;
      const program = builder.getProgram();
      return codeAsCommonJs(program, (codeIsMade) => {
        const emit = program.emit.bind(program) as EmitForced;
        const own = { ...transformers, ...transformersOf(program) };
        const tell: tsTypes.WriteFileCallback = (path, ...rest) => {
          if (!path.endsWith(".d.ts")) codeIsMade();
          return write?.(path, ...rest);
        };
        // Forced, because a type that cannot be named (TS2742, TS4094 …) would leave the cell without
        // declarations, and all later cells without the names of all earlier ones.
        return emit(file, tell, cancellation, onlyDeclarations, own, true);
      });
    }) satisfies tsTypes.Program["emit"],
  });
};

/** They take the place of tslab's, but for those of declarations. */
function transformersOf(program: tsTypes.Program): tsTypes.CustomTransformers {
  const checker = program.getTypeChecker();
  return {
    before: [
      liveNames(checker, namesBefore(program)),
      ownNames(checker),
      describedByEarlierCells(checker),
      moduleWords((name) => isGlobal(checker, program, name)),
      lastExpression,
    ],
    after: [readFromEarlierCells(checker)],
  };
}

/** Tells what the cells before have declared. */
function namesBefore(program: tsTypes.Program): (name: string) => boolean {
  const file = program.getSourceFiles().find(isEarlier);
  const { locals } = (file ?? {}) as { locals?: Map<string, unknown> };
  return (name) => locals?.has(name) ?? false;
}

/**
 * Cells are checked as modules that may await, and run as functions: told only while it is emitted, that takes one emit
 * and not two. Code is made before declarations, and these name types by the modules that the check has found: as
 * CommonJS none would be, and every type of a package would be `any` in later cells.
 */
function codeAsCommonJs<T>(program: tsTypes.Program, emit: (codeIsMade: () => void) => T): T {
  const options = program.getCompilerOptions();
  const { module } = options;
  const restore = (): void => {
    options.module = module;
  };
  options.module = ts.ModuleKind.CommonJS;
  try {
    return emit(restore);
  } finally {
    restore();
  }
}

/** Declared by installed types, not by a cell. */
function isGlobal(checker: tsTypes.TypeChecker, program: tsTypes.Program, name: tsTypes.Identifier): boolean {
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.some(
    (declaration) =>
      program.isSourceFileFromExternalLibrary(declaration.getSourceFile()) ||
      declaration.getSourceFile().fileName.includes("/@types/node/"),
  );
}

const patched = new WeakSet<tsTypes.CompilerHost>();

/** tslab names every cell `.ts`; one with JSX is parsed as `.tsx` nevertheless, and no other asks for a JSX library. */
function adaptCells(host: tsTypes.CompilerHost): void {
  if (patched.has(host)) return;
  patched.add(host);
  const inTsx = new WeakMap<tsTypes.SourceFile, tsTypes.SourceFile>();
  const adapted = (file: tsTypes.SourceFile | undefined, target: Target): tsTypes.SourceFile | undefined => {
    if (!file || !isCell(file)) return file;
    if (scriptKindOf(file.text) === ts.ScriptKind.TS) return withoutJsx(file);
    const known = inTsx.get(file);
    if (known) return known;
    const tsx = ts.createSourceFile(file.fileName, file.text, target, true, ts.ScriptKind.TSX);
    const { version } = file as { version?: string };
    inTsx.set(file, Object.assign(tsx, { version }));
    return tsx;
  };
  const { getSourceFile, getSourceFileByPath } = host;
  host.getSourceFile = (name, target, ...rest) => adapted(getSourceFile(name, target, ...rest), target);
  if (getSourceFileByPath) {
    host.getSourceFileByPath = (name, path, target, ...rest) =>
      adapted(getSourceFileByPath(name, path, target, ...rest), target);
  }
}

/** As if it began with a comment `@jsxRuntime classic`: else the library's types would be looked up for every cell. */
function withoutJsx(file: tsTypes.SourceFile): tsTypes.SourceFile {
  const { pragmas } = file as { pragmas?: Map<string, unknown> };
  pragmas?.set("jsxruntime", { arguments: { factory: "classic" } });
  return file;
}

type Target = Parameters<tsTypes.CompilerHost["getSourceFile"]>[1];

/** The cell and every file beside the notebook that it reaches, without installed ones. */
export function ownFilesOf(cell: tsTypes.SourceFile, program: tsTypes.Program): tsTypes.SourceFile[] {
  const found = new Set([cell]);
  for (const file of found) {
    for (const specifier of (file as { imports?: readonly tsTypes.StringLiteralLike[] }).imports ?? []) {
      const path = resolvedModuleOf(program, specifier, file)?.resolvedFileName;
      const imported = path === undefined ? undefined : program.getSourceFile(path);
      if (!imported || imported.isDeclarationFile || imported.fileName.endsWith(".json")) continue;
      if (!imported.fileName.includes("/node_modules/")) found.add(imported);
    }
  }
  return [...found];
}
