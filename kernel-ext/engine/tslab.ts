/** tslab's converter and executor, as far as the kernel uses them. */
import { createRequire } from "node:module";
import { resilient } from "./resilient.js";

export interface Conversion {
  output?: string;
  declOutput?: string;
  hasToplevelAwait?: boolean;
  lastExpressionVar?: string;
  diagnostics: unknown[];
}

export interface Converter {
  convert(previousDeclarations: string, cell: string): Conversion;
  close(): void;
}

export interface FullConverter extends Converter {
  /** Brings the program to the state of a cell that is being written. */
  complete(previousDeclarations: string, cell: string, position: number): unknown;
}

export interface Executor {
  /** The values of all names that cells have declared. */
  readonly locals: Record<string, unknown>;
  execute(cell: string): Promise<boolean>;
  complete(cell: string, position: number): unknown;
  interrupt(): void;
  close(): void;
}

export interface TslabDisplay {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

const require = createRequire(import.meta.url);

/** Takes half a second and more: a whole compiler starts. */
export function createConverter(): FullConverter {
  const { createConverter: create } = require("tslab/dist/converter.js");
  return resilient((): FullConverter => create({ isJS: false, isBrowser: false }), ["convert", "complete"]);
}

/** @param console receives the value of a cell in `log`, and what it throws in `error` */
export function createExecutor(
  folder: string,
  converter: Converter,
  console: { log(value: unknown): void; error(first: unknown): void },
): Executor {
  const { createExecutor: create } = require("tslab/dist/executor.js");
  return create(folder, { node: converter, browser: converter, close: () => {} }, console);
}

/** Hears of what cells show through tslab's own `display`. */
export function onTslabDisplay(show: (content: TslabDisplay, update: boolean) => void): void {
  require("tslab/dist/jupyter.js").lastWriteDisplayData = show;
}

/** Replaces the `require` that cells see. */
export function setCellRequire(cellRequire: NodeJS.Require): void {
  (globalThis as unknown as { __tslab__: { require: NodeJS.Require } }).__tslab__.require = cellRequire;
}
