/** tslab's converter, as far as the kernel uses it, and its own way to show things. */
import { createRequire } from "node:module";
import { resilient } from "./resilient.js";

export interface Conversion {
  /** Missing where there are diagnostics. */
  output?: string;
  declOutput?: string;
}

export interface Converter {
  convert(previousDeclarations: string, cell: string): Conversion;
  /** Brings the program to the state of a cell that is being written. */
  complete(previousDeclarations: string, cell: string, position: number): unknown;
  close(): void;
}

export interface TslabDisplay {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

const require = createRequire(import.meta.url);

/** Takes half a second and more: a whole compiler starts. */
export function createConverter(): Converter {
  const { createConverter: create } = require("tslab/dist/converter.js");
  return resilient((): Converter => create({ isJS: false, isBrowser: false }), ["convert", "complete"]);
}

/** Hears of what cells show through tslab's own `display`. */
export function onTslabDisplay(show: (content: TslabDisplay, update: boolean) => void): void {
  require("tslab/dist/jupyter.js").lastWriteDisplayData = show;
}
