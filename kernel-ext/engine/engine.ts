/** Compiles and runs cells. This folder is the only place that knows tslab. */

import { join } from "node:path";
import { setImmediate } from "node:timers";
import { KeyboardInterrupt } from "../errors.js";
import { CellCompiler, type CompiledCell } from "./cellCompiler.js";
import { CellSyntaxError } from "./diagnostics.js";
import { Executor } from "./executor.js";
import { declarationsReached, ReachedNames } from "./failedCell.js";
import { installGuards } from "./guards.js";
import { LanguageTools } from "./language/languageTools.js";
import { LocalModules } from "./modules/localModules.js";
import { importsOf } from "./modules/moduleCode.js";
import { Packages } from "./modules/packages.js";
import { moduleName } from "./moduleWords.js";
import { plainCell } from "./plainCell.js";
import { Run } from "./run.js";
import { StoppedRuns } from "./stoppedRuns.js";
import { installTermination } from "./termination.js";
import { inTick } from "./tick.js";
import { onTslabDisplay, type TslabDisplay } from "./tslab.js";

export type CellResult = { ok: true; value?: unknown } | { ok: false; error: unknown };

/**
 * How an interrupt ends what runs: the error is thrown in it; or V8 terminates it without a word, and the error is that
 * of the cells that are waiting; or no cell is waiting, and the error is lost if nobody shows it.
 */
export type Ending = "thrown" | "terminated" | "lost";

export interface EngineOptions {
  /** Imports are resolved from here: the notebook's folder. */
  folder: string;
  /** Shared with whoever asks for an interrupt. */
  flag: Int32Array;
  /** Receives what cells show through tslab's own `display`. */
  onTslabDisplay: (content: TslabDisplay, update: boolean) => void;
  /** Hears of an interrupt in the midst of what it ends. */
  onInterrupted: (error: KeyboardInterrupt, how: Ending) => void;
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
  readonly #running = new Set<Run>();
  readonly #stoppedRuns = new StoppedRuns();
  /** The last interrupt that was taken before anybody told us of it, and the runs that were going on then. */
  #taken: { ticket: number; runs: ReadonlySet<Run>; error?: KeyboardInterrupt } | undefined;

  constructor({ folder, flag, onTslabDisplay: show, onInterrupted }: EngineOptions) {
    this.#compiler = new CellCompiler(folder);
    this.language = new LanguageTools(this.#compiler, () => this.#declarations);
    this.#flag = flag;
    installGuards(flag, (ticket, error) => {
      this.#take(ticket);
      onInterrupted(error, "thrown");
    });
    installTermination(flag, (ticket, error) => {
      this.#take(ticket, error);
      onInterrupted(error, this.#running.size > 0 ? "terminated" : "lost");
    });
    this.#stoppedRuns.install();
    onTslabDisplay(show);
    this.#cellPath = join(folder, "cell.ts");
    this.#modules = new LocalModules(new Packages(), () => this.#compiler.options);
    this.#executor = new Executor(this.#modules.requireFor(this.#cellPath));
    const words = this.#modules.wordsFor(notebookPath(folder), this.#cellPath);
    Object.defineProperty(globalThis, moduleName, { value: words });
  }

  /**
   * Runs one cell to its end, however it ends; never throws. While it awaits, others may run.
   *
   * @param settled what the cell has begun and has to wait for, though it does not await it
   */
  async run(code: string, name: string, settled?: () => Promise<void>): Promise<CellResult> {
    // An interrupt that came while the compiler was loading still means this cell.
    const ticket = this.#flag[0];
    if (ticket !== noInterrupt) {
      this.#flag[0] = noInterrupt;
      this.#take(ticket);
      return { ok: false, error: new KeyboardInterrupt() };
    }
    try {
      return { ok: true, ...(await this.#interruptibly((run) => this.#runOnce(code, name, run, settled))) };
    } catch (error) {
      return { ok: false, error };
    }
  }

  /** Does something for a cell, such as showing its value, that an interrupt ends as it ends the cell. */
  async interruptible<T>(work: () => T | Promise<T>): Promise<T> {
    return await this.#interruptibly(() => inTick(work));
  }

  async #interruptibly<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const run = new Run();
    this.#running.add(run);
    try {
      return await Promise.race([work(run), run.stopped]);
    } finally {
      this.#running.delete(run);
    }
  }

  async #runOnce(
    code: string,
    name: string,
    run: Run,
    settled?: () => Promise<void>,
  ): Promise<{ value: unknown }> {
    const { stopped } = run;
    const text = plainCell(code);
    let before = this.#declarations;
    let cell = this.#compile(text, name, code);
    const imports = importsOf(cell.code).map(({ specifier }) => ({ specifier, isDynamic: false }));
    // Only before the cell runs can what it imports be awaited.
    if (imports.length > 0) await Promise.race([this.#modules.prepare(imports, this.#cellPath), stopped]);
    if (before !== this.#declarations) {
      // A cell of another shell has declared something meanwhile.
      before = this.#declarations;
      cell = this.#compile(text, name, code);
    }
    const reached = new ReachedNames(cell.names, this.#executor.locals);
    // Known from now on, so that a cell of another shell can look at what this one has come to.
    this.#declarations = cell.declarations;
    try {
      const ended = this.#executor.run(cell, run.number);
      const result = await Promise.race([ended, stopped]).catch((error) => {
        if (run.isStopped) this.#stoppedRuns.add(run.number, run.header, ended);
        throw error;
      });
      if (settled) await Promise.race([settled(), stopped]);
      this.language.definitions.add(code);
      return result;
    } catch (error) {
      this.#declarations = declarationsReached(before, this.#declarations, reached.missed());
      throw error;
    }
  }

  #compile(text: string, name: string, written: string): CompiledCell {
    this.#compiler.refresh();
    for (const complaint of this.#compiler.takeComplaints()) process.stderr.write(`${complaint}\n`);
    const { cell, diagnostics } = this.#compiler.compile(this.#declarations, text, name, written);
    if (!cell) throw new CellSyntaxError(diagnostics);
    return cell;
  }

  /** Does what the first cell would have to do. */
  warmUp(): void {
    this.#compiler.warmUp();
  }

  #take(ticket: number, error?: KeyboardInterrupt): void {
    this.#taken = { ticket, runs: new Set(this.#running), error };
  }

  /**
   * Ends the cells that wait. Code that was running has taken the interrupt in its guard already; if that
   * was a timer's, or the cell has caught it, the cell itself still waits and is ended too.
   */
  interrupt(ticket: number): void {
    if (this.#flag[0] === ticket) {
      this.#flag[0] = noInterrupt;
      for (const run of this.#running) run.stop();
    } else if (this.#taken?.ticket === ticket) {
      const { runs, error } = this.#taken;
      setImmediate(() => {
        for (const run of runs) run.stop(error);
      });
    }
  }

  close(): void {
    this.#compiler.close();
  }
}

/** Jupyter servers name the notebook here; without one, a cell's `import.meta` speaks of the folder only. */
function notebookPath(folder: string): string {
  const { JPY_SESSION_NAME: name = "" } = process.env;
  return name.startsWith("/") && name.endsWith(".ipynb") ? name : join(folder, "notebook.ipynb");
}
