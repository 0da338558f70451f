/** Compiles and runs cells. This folder is the only place that knows tslab. */
import { createRequire } from "node:module";
import { KeyboardInterrupt } from "../errors.js";
import { CellMap, rememberCell, takeSourceMaps } from "./cellMap.js";
import { toCodePoints, toUtf16 } from "./codePoints.js";
import { type CellDiagnostic, CellSyntaxError } from "./diagnostics.js";
import { guardCode, installGuards } from "./guards.js";
import { CellImports } from "./imports.js";
import { hasTopLevelAwait } from "./topLevelAwait.js";
import { installTypeScriptForTslab } from "./tslabCompiler.js";

export type CellResult = { ok: true; value?: unknown } | { ok: false; error: unknown };

export interface CompletionResult {
  matches: string[];
  types: { text: string; type: string; start: number; end: number }[];
  cursorStart: number;
  cursorEnd: number;
}

interface Conversion {
  output?: string;
  hasToplevelAwait?: boolean;
  diagnostics: CellDiagnostic[];
  sideOutputs?: { path: string; data: string }[];
}

interface Converter {
  convert(previousDeclarations: string, cell: string): Conversion;
}

interface Executor {
  execute(cell: string): Promise<boolean>;
  complete(
    cell: string,
    position: number,
  ): {
    candidates: string[];
    start: number;
    end: number;
    original?: { entries: { name: string; kind: string }[] };
  };
  inspect(cell: string, position: number): unknown;
  interrupt(): void;
  close(): void;
}

export interface EngineOptions {
  /** Imports are resolved from here: the notebook's folder. */
  folder: string;
  /** Shared with whoever asks for an interrupt. */
  flag: Int32Array;
  /** Receives what cells show through tslab's own `display`. */
  onTslabDisplay: (content: TslabDisplay, update: boolean) => void;
}

export interface TslabDisplay {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

const require = createRequire(import.meta.url);
const noInterrupt = 0;

export class Engine {
  readonly #executor: Executor;
  readonly #imports: CellImports;
  readonly #flag: Int32Array;
  readonly #plainRequire: NodeJS.Require;
  #outcome: { value?: unknown; error?: unknown; diagnostics: CellDiagnostic[] } = { diagnostics: [] };
  #cellName = "Cell";
  /** Counts runs; 0 while none is going on. */
  #run = 0;
  #runs = 0;
  /** The last interrupt that a guard has thrown, and the run that was going on then. */
  #taken: { ticket: number; run: number } | undefined;

  constructor({ folder, flag, onTslabDisplay }: EngineOptions) {
    installTypeScriptForTslab();
    this.#flag = flag;
    installGuards(flag, (ticket) => {
      this.#taken = { ticket, run: this.#run };
    });
    const { createConverter } = require("tslab/dist/converter.js");
    const { createExecutor } = require("tslab/dist/executor.js");
    const converter = this.#adapt(createConverter({ isJS: false, isBrowser: false }));
    this.#executor = createExecutor(
      folder,
      { node: converter, browser: converter, close: () => {} },
      {
        log: (value: unknown) => {
          this.#outcome.value = value;
        },
        error: (first: unknown) => {
          // Diagnostics come here as formatted text too; they are taken from the conversion instead.
          if (this.#outcome.diagnostics.length === 0) this.#outcome.error = first;
        },
      },
    );
    require("tslab/dist/jupyter.js").lastWriteDisplayData = onTslabDisplay;
    this.#imports = new CellImports(folder);
    const shared = (globalThis as unknown as { __tslab__: { require: NodeJS.Require } }).__tslab__;
    this.#plainRequire = shared.require;
    shared.require = this.#imports.wrap(shared.require);
  }

  /** Runs one cell to its end, however it ends; never throws. */
  async run(cell: string, name: string): Promise<CellResult> {
    this.#outcome = { diagnostics: [] };
    this.#cellName = name;
    // An interrupt that came while the compiler was loading still means this cell.
    const isInterrupted = this.#flag[0] !== noInterrupt;
    this.#flag[0] = noInterrupt;
    if (isInterrupted) return { ok: false, error: new KeyboardInterrupt() };
    this.#run = ++this.#runs;
    try {
      await this.#imports.prepare(cell, this.#plainRequire);
      const ok = await this.#executor.execute(cell);
      const { value, error, diagnostics } = this.#outcome;
      if (diagnostics.length > 0) return { ok: false, error: new CellSyntaxError(cell, diagnostics) };
      return ok ? { ok, value } : { ok, error: isInterrupt(error) ? new KeyboardInterrupt() : error };
    } catch (error) {
      return { ok: false, error };
    } finally {
      this.#run = 0;
    }
  }

  /**
   * Ends a cell that waits. Code that was running has taken the interrupt in its guard already; if that
   * was a timer's, or the cell has caught it, the cell itself still waits and is ended too.
   */
  interrupt(ticket: number): void {
    const taken = this.#taken?.ticket === ticket ? this.#taken : undefined;
    const run = this.#run;
    if (this.#flag[0] === ticket) this.#flag[0] = noInterrupt;
    else if (taken?.run !== run) return;
    if (run === 0) return;
    if (!taken) return this.#executor.interrupt();
    setImmediate(() => {
      if (this.#run === run) this.#executor.interrupt();
    });
  }

  complete(cell: string, cursorInCodePoints: number): CompletionResult {
    const result = this.#executor.complete(cell, toUtf16(cell, cursorInCodePoints));
    const cursorStart = toCodePoints(cell, result.start);
    const cursorEnd = toCodePoints(cell, result.end);
    const matches = [...new Set(result.candidates)].filter((name) => !name.startsWith("__peel"));
    const kinds = new Map(result.original?.entries.map(({ name, kind }) => [name, kind]));
    const types = matches.map((text) => ({
      text,
      type: kinds.get(text) ?? "",
      start: cursorStart,
      end: cursorEnd,
    }));
    return { matches, types, cursorStart, cursorEnd };
  }

  /** Type and documentation of the name under the cursor, or undefined. */
  inspect(cell: string, cursorInCodePoints: number): string | undefined {
    const { printQuickInfo } = require("tslab/dist/inspect.js");
    const position = toUtf16(cell, cursorInCodePoints);
    // A cursor behind a name, or behind the bracket of its call, means the name.
    const candidates = [position, position - 1, position - 2].filter((at) => at >= 0);
    for (const at of candidates) {
      const info = this.#executor.inspect(cell, at);
      if (info) return printQuickInfo(info);
    }
    return undefined;
  }

  close(): void {
    this.#executor.close();
  }

  #adapt(converter: Converter & Record<string, unknown>): Converter {
    const convert = (previousDeclarations: string, cell: string): Conversion => {
      const conversion = converter.convert(previousDeclarations, cell);
      this.#outcome.diagnostics = conversion.diagnostics;
      if (conversion.output === undefined) return conversion;
      const hasToplevelAwait = hasTopLevelAwait(cell);
      const { code, maps } = takeSourceMaps(conversion.output);
      // Later steps come first on the way back.
      const guarded = guardCode(code);
      rememberCell(this.#cellName, new CellMap(maps.reverse(), guarded.columnBefore));
      const output = `${guarded.code}\n//# sourceURL=${this.#cellName}`;
      const sideOutputs = conversion.sideOutputs?.map((side) => ({
        ...side,
        data: guardCode(side.data).code,
      }));
      return { ...conversion, output, hasToplevelAwait, sideOutputs };
    };
    return { ...converter, convert };
  }
}

/** vm's breakOnSigint and tslab's own interrupt throw plain errors. */
function isInterrupt(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || message === "Interrupted asynchronously";
}
