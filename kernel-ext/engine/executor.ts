/** Runs compiled cells, several at once where they wait for something. */
import vm from "node:vm";
import { KeyboardInterrupt } from "../errors.js";
import type { CompiledCell } from "./cellCompiler.js";
import { runName } from "./stoppedRuns.js";
import { inTick } from "./tick.js";

/** Where a cell finds what it is called with. */
const scopeName = "__peelCell";

/** The names of all cells, and the one `require` of them. */
export class Executor {
  /** The values of all names that cells have declared. */
  readonly locals: Record<string, unknown> = {};

  constructor(cellRequire: NodeJS.Require) {
    const value = { exports: this.locals, require: cellRequire };
    Object.defineProperty(globalThis, scopeName, { value });
  }

  /**
   * Runs a cell to its end and returns the value of its last expression; undefined where there is none, or null. In
   * an object, since a value may be a promise, or pretend to be one, and would be awaited.
   *
   * @param number tells this run from all others
   */
  async run({ code, awaits }: CompiledCell, number: number): Promise<{ value: unknown }> {
    const head = `(${awaits ? "async " : ""}function ${runName}${number}(exports, require) { `;
    // Called within the script, because only there SIGINT reaches a loop in a library.
    const script = `${head}${code}\n})(${scopeName}.exports, ${scopeName}.require)`;
    const [value] = (await inTick(() => runInterruptibly(script))) ?? [];
    return { value: value ?? undefined };
  }
}

type Ending = [value: unknown] | undefined;

function runInterruptibly(script: string): Ending | Promise<Ending> {
  try {
    return vm.runInThisContext(script, { breakOnSigint: true });
  } catch (error) {
    const { code } = (error ?? {}) as { code?: string };
    throw code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ? new KeyboardInterrupt() : error;
  }
}
