/** From the text of a cell to code that can run, and to what it declares for later cells. */
import { carriedDeclarations } from "./carried.js";
import { CellMap, rememberSource, takeSourceMaps } from "./cellMap.js";
import { isCell } from "./cellProgram.js";
import { cellOptions } from "./compilerOptions.js";
import { type CellDiagnostic, cellDiagnostic } from "./diagnostics.js";
import { guardCode } from "./guards.js";
import { LocalFiles } from "./localFiles.js";
import { scriptKindOf } from "./scriptKind.js";
import { hasTopLevelAwait } from "./topLevelAwait.js";
import { readTsconfig } from "./tsconfig.js";
import { type Conversion, type Converter, createConverter, type FullConverter } from "./tslab.js";
import { type CellView, type CompilerSession, installTypeScriptForTslab } from "./tslabCompiler.js";

export class CellCompiler implements Converter {
  readonly #session: CompilerSession;
  #config: ReturnType<typeof readTsconfig>;
  #complaints: string[];
  #converter: FullConverter;
  /** tslab asks for what has just been compiled once more. */
  #last: { cell: string; conversion: Conversion } | undefined;

  constructor(readonly folder: string) {
    this.#config = readTsconfig(folder);
    this.#complaints = this.#config.complaints;
    this.#session = {
      folder,
      options: cellOptions(folder, this.#config.options),
      files: new LocalFiles(),
      diagnostics: [],
      view: undefined,
    };
    installTypeScriptForTslab(this.#session);
    this.#converter = createConverter();
  }

  get options() {
    return this.#session.options;
  }

  /** What is wrong with the folder's tsconfig.json; told once. */
  takeComplaints(): string[] {
    return this.#complaints.splice(0);
  }

  /** Sees what has changed in the folder since the cell before. */
  refresh(): void {
    this.#last = undefined;
    this.#session.files.refresh();
    if (!this.#config.isOutdated()) return;
    this.#config = readTsconfig(this.folder);
    this.#complaints = this.#config.complaints;
    this.#session.options = cellOptions(this.folder, this.#config.options);
    this.#converter.close();
    this.#converter = createConverter();
  }

  /**
   * @param name what the code is called in stacks
   * @param written the cell before it was made plain
   */
  compile(
    before: string,
    cell: string,
    name: string,
    written = cell,
  ): { conversion: Conversion; diagnostics: CellDiagnostic[] } {
    const conversion = this.#converter.convert(before, cell);
    const diagnostics = this.#session.diagnostics
      .map((finding) => cellDiagnostic(finding, this.folder, isCell, written))
      .filter((finding) => finding !== undefined);
    const isRunnable = diagnostics.length === 0 && conversion.output !== undefined;
    const runnable = isRunnable
      ? runnableOf(conversion, { before, cell, name })
      : { ...conversion, output: undefined };
    this.#last = { cell, conversion: runnable };
    return { conversion: runnable, diagnostics };
  }

  /** What tslab's executor calls; what it knows of earlier cells lacks those that have failed. */
  convert(before: string, cell: string): Conversion {
    if (this.#last?.cell === cell) return this.#last.conversion;
    return this.compile(before, cell, "Cell").conversion;
  }

  /** Brings tslab's program to the state of a cell that is being written. */
  view(before: string, cell: string): CellView | undefined {
    this.#session.view = undefined;
    this.#converter.complete(before, cell, 0);
    return this.#session.view;
  }

  close(): void {
    this.#converter.close();
  }
}

function runnableOf(
  conversion: Conversion,
  { before, cell, name }: { before: string; cell: string; name: string },
): Conversion {
  const { code, maps } = takeSourceMaps(conversion.output ?? "");
  // Later steps come first on the way back.
  const guarded = guardCode(code);
  rememberSource(name, new CellMap(maps.reverse(), guarded.columnBefore));
  const output = `${guarded.code}\n//# sourceURL=${name}`;
  const declOutput = carriedDeclarations(before, conversion.declOutput ?? "");
  return { ...conversion, output, declOutput, hasToplevelAwait: hasTopLevelAwait(cell, scriptKindOf(cell)) };
}
