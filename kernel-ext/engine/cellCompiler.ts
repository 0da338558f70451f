/** From the text of a cell to code that can run, and to what it declares for later cells. */
import { carriedDeclarations } from "./carried.js";
import { shareExports } from "./cellExports.js";
import { CellMap, rememberSource, takeSourceMaps } from "./cellMap.js";
import { isCell } from "./cellProgram.js";
import { cellOptions } from "./compilerOptions.js";
import { type CellDiagnostic, cellDiagnostic } from "./diagnostics.js";
import { exportListOf } from "./exportList.js";
import { guardCode } from "./guards.js";
import { LocalFiles } from "./localFiles.js";
import { awaits } from "./topLevelAwait.js";
import { readTsconfig } from "./tsconfig.js";
import { type Converter, createConverter } from "./tslab.js";
import { type CellView, type CompilerSession, installTypeScriptForTslab } from "./tslabCompiler.js";

export interface CompiledCell {
  /** The body of a function of `exports` and `require`, which returns the last expression in an array. */
  code: string;
  /** Whether that function has to be an asynchronous one. */
  awaits: boolean;
  /** Names that it declares and gives a value only where it comes to them. */
  names: readonly string[];
  /** What later cells know: the cell's names and those of the cells before. */
  declarations: string;
}

export type Compilation =
  | { cell: CompiledCell; diagnostics: readonly [] }
  | { cell?: undefined; diagnostics: readonly CellDiagnostic[] };

/** A cell, whatever it will be called in stacks. */
interface Made {
  before: string;
  text: string;
  cell: CompiledCell;
  map: CellMap;
}

export class CellCompiler {
  readonly #session: CompilerSession;
  #config: ReturnType<typeof readTsconfig>;
  #complaints: string[];
  #converter: Converter;
  /** The last cell, which is often run once more. */
  #last: Made | undefined;
  #isOdd = false;

  constructor(readonly folder: string) {
    this.#config = readTsconfig(folder);
    this.#complaints = this.#config.complaints;
    this.#session = {
      folder,
      options: cellOptions(folder, this.#config.options),
      files: new LocalFiles(),
      cell: undefined,
      diagnostics: [],
      view: undefined,
    };
    installTypeScriptForTslab(this.#session);
    this.#converter = createConverter();
  }

  get options() {
    return this.#session.options;
  }

  /** Looks through all types that every cell sees, which takes as long as twenty later cells. */
  warmUp(): void {
    this.#converter.convert("", "0");
  }

  /** What is wrong with the folder's tsconfig.json; told once. */
  takeComplaints(): string[] {
    return this.#complaints.splice(0);
  }

  /** Sees what has changed in the folder since the cell before. */
  refresh(): void {
    if (this.#session.files.refresh()) this.#last = undefined;
    if (!this.#config.isOutdated()) return;
    this.#last = undefined;
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
  compile(before: string, text: string, name: string, written = text): Compilation {
    const isSame = this.#last?.text === text && this.#last.before === before;
    const made = isSame && this.#last ? this.#last : this.#make(before, text, written);
    if (!("cell" in made)) return { diagnostics: made };
    // What an import leads to may have changed without a word.
    this.#last = /\b(import|require)\b/.test(text) ? undefined : made;
    rememberSource(name, made.map);
    const code = `${made.cell.code}\n//# sourceURL=${name}`;
    return { cell: { ...made.cell, code }, diagnostics: [] };
  }

  #make(before: string, text: string, written: string): Made | CellDiagnostic[] {
    const session = this.#session;
    // Each time another text, so that each time there is a new program: tslab writes a list of its own where
    // it finds names that an old one has bound.
    this.#isOdd = !this.#isOdd;
    const ending = exportListOf(text, session.options) + (this.#isOdd ? " " : "");
    const { output = "", declOutput = "" } = this.#converter.convert(before, text + ending);
    const diagnostics = session.diagnostics
      .map((finding) => cellDiagnostic(finding, this.folder, isCell, written))
      .filter((finding) => finding !== undefined);
    if (diagnostics.length > 0) return diagnostics;
    const { code, maps } = takeSourceMaps(output);
    const shared = shareExports(code);
    const guarded = guardCode(shared.code);
    const cell: CompiledCell = {
      code: guarded.code,
      names: shared.names,
      awaits: session.cell !== undefined && awaits(session.cell),
      declarations: carriedDeclarations(before, declOutput),
    };
    return { before, text, cell, map: new CellMap(maps, guarded.columnBefore) };
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
