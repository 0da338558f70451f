/** Compiles and runs cells. This folder is the only place that knows tslab. */
import { join } from "node:path";
import { KeyboardInterrupt } from "../errors.js";
import { CellCompiler } from "./cellCompiler.js";
import { CellSyntaxError } from "./diagnostics.js";
import { declarationsReached, ReachedNames } from "./failedCell.js";
import { installGuards } from "./guards.js";
import { LanguageTools } from "./language/languageTools.js";
import { LocalModules } from "./modules/localModules.js";
import { importsOf } from "./modules/moduleCode.js";
import { Packages } from "./modules/packages.js";
import { moduleName } from "./moduleWords.js";
import { plainCell } from "./plainCell.js";
import { createExecutor, type Executor, onTslabDisplay, setCellRequire, type TslabDisplay } from "./tslab.js";

export type CellResult = { ok: true; value?: unknown } | { ok: false; error: unknown };

export interface EngineOptions {
  /** Imports are resolved from here: the notebook's folder. */
  folder: string;
  /** Shared with whoever asks for an interrupt. */
  flag: Int32Array;
  /** Receives what cells show through tslab's own `display`. */
  onTslabDisplay: (content: TslabDisplay, update: boolean) => void;
}

const noInterrupt = 0;

export class Engine {
  /** For whoever writes the next cell. */
  readonly language: LanguageTools;
  readonly #executor: Executor;
  readonly #compiler: CellCompiler;
  readonly #modules: LocalModules;
  readonly #flag: Int32Array;
  /** Where cells seem to stand, for what they import. */
  readonly #cellPath: string;
  /** What the cells so far have declared. */
  #declarations = "";
  #outcome: { value?: unknown; error?: unknown } = {};
  /** Counts runs; 0 while none is going on. */
  #run = 0;
  #runs = 0;
  /** Ends the wait for what a cell imports. */
  #stopLoading: (() => void) | undefined;
  /** The last interrupt that a guard has thrown, and the run that was going on then. */
  #taken: { ticket: number; run: number } | undefined;

  constructor({ folder, flag, onTslabDisplay: show }: EngineOptions) {
    this.#compiler = new CellCompiler(folder);
    this.language = new LanguageTools(this.#compiler, () => this.#declarations);
    this.#flag = flag;
    installGuards(flag, (ticket) => {
      this.#taken = { ticket, run: this.#run };
    });
    this.#executor = createExecutor(folder, this.#compiler, {
      log: (value) => {
        this.#outcome.value = value;
      },
      error: (error) => {
        this.#outcome.error = error;
      },
    });
    onTslabDisplay(show);
    this.#cellPath = join(folder, "cell.ts");
    this.#modules = new LocalModules(new Packages(), () => this.#compiler.options);
    setCellRequire(this.#modules.requireFor(this.#cellPath));
    const words = this.#modules.wordsFor(notebookPath(folder), this.#cellPath);
    Object.defineProperty(globalThis, moduleName, { value: words });
  }

  /** Runs one cell to its end, however it ends; never throws. */
  async run(code: string, name: string): Promise<CellResult> {
    this.#outcome = {};
    // An interrupt that came while the compiler was loading still means this cell.
    const isInterrupted = this.#flag[0] !== noInterrupt;
    this.#flag[0] = noInterrupt;
    if (isInterrupted) return { ok: false, error: new KeyboardInterrupt() };
    this.#run = ++this.#runs;
    try {
      const cell = plainCell(code);
      this.#compiler.refresh();
      for (const complaint of this.#compiler.takeComplaints()) process.stderr.write(`${complaint}\n`);
      const { conversion, diagnostics } = this.#compiler.compile(this.#declarations, cell, name, code);
      if (diagnostics.length > 0) return { ok: false, error: new CellSyntaxError(diagnostics) };
      await this.#load(conversion.output ?? "");
      const { output = "", declOutput = "" } = conversion;
      const reached = new ReachedNames(output, this.#executor.locals);
      const ok = await this.#executor.execute(cell);
      const { value, error } = this.#outcome;
      if (!ok) {
        this.#declarations = declarationsReached(this.#declarations, declOutput, reached.restore());
        return { ok, error: isInterrupt(error) ? new KeyboardInterrupt() : error };
      }
      this.#declarations = declOutput;
      this.language.definitions.add(code);
      return { ok, value };
    } catch (error) {
      return { ok: false, error };
    } finally {
      this.#run = 0;
      // tslab races every cell that awaits against one promise of an interrupt, which would hold all of them.
      this.#executor.interrupt();
    }
  }

  /** Loads what a cell imports: only before it runs can that be awaited. */
  #load(output: string): Promise<void> {
    const imports = importsOf(output).map(({ specifier }) => ({ specifier, isDynamic: false }));
    return new Promise((resolve, reject) => {
      this.#stopLoading = () => reject(new KeyboardInterrupt());
      this.#modules.prepare(imports, this.#cellPath).then(resolve, reject);
    }).finally(() => {
      this.#stopLoading = undefined;
    }) as Promise<void>;
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
    if (!taken) return this.#stopWaiting();
    setImmediate(() => {
      if (this.#run === run) this.#stopWaiting();
    });
  }

  #stopWaiting(): void {
    this.#stopLoading?.();
    this.#executor.interrupt();
  }

  close(): void {
    this.#executor.close();
  }
}

/** Jupyter servers name the notebook here; without one, a cell's `import.meta` speaks of the folder only. */
function notebookPath(folder: string): string {
  const { JPY_SESSION_NAME: name = "" } = process.env;
  return name.startsWith("/") && name.endsWith(".ipynb") ? name : join(folder, "notebook.ipynb");
}

/** vm's breakOnSigint and tslab's own interrupt throw plain errors. */
function isInterrupt(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || message === "Interrupted asynchronously";
}
