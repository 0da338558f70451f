/** The program that a cell is checked in, and what tslab's own emit leaves to be desired. */
import type tsTypes from "typescript";
import { namesOfEarlierCells } from "./earlierNames.js";
import { moduleWords } from "./moduleWords.js";
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

export const createCellProgram: tsTypes.CreateProgram<tsTypes.EmitAndSemanticDiagnosticsBuilderProgram> = (
  rootNames,
  options,
  host,
  ...rest
) => {
  if (host) parseJsxInCells(host);
  const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(rootNames, options, host, ...rest);
  builder.emit = (file, write, cancellation, onlyDeclarations, transformers) => {
    // Files beside the notebook are not emitted with the cell: the kernel runs them itself.
    if (!file || !isCell(file)) return skipped;
    const program = builder.getProgram();
    const checker = program.getTypeChecker();
    const before = [namesOfEarlierCells(checker), moduleWords((name) => isGlobal(checker, program, name))];
    const emit = program.emit.bind(program) as EmitForced;
    // Forced, because a type that cannot be named (TS2742, TS4094 …) would leave the cell without
    // declarations, and all later cells without the names of all earlier ones.
    return emit(file, write, cancellation, onlyDeclarations, { ...transformers, before }, true);
  };
  return builder;
};

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

/** tslab names every cell `.ts`; one with JSX is parsed as `.tsx` nevertheless. */
function parseJsxInCells(host: tsTypes.CompilerHost): void {
  if (patched.has(host)) return;
  patched.add(host);
  const inTsx = new WeakMap<tsTypes.SourceFile, tsTypes.SourceFile>();
  const adapted = (file: tsTypes.SourceFile | undefined, target: Target): tsTypes.SourceFile | undefined => {
    if (!file || !isCell(file) || scriptKindOf(file.text) === ts.ScriptKind.TS) return file;
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
