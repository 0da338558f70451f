/** Answers what a front end asks while a cell is being written. Positions count code points. */
import type { CellCompiler } from "../cellCompiler.js";
import { completionsAt } from "./complete.js";
import { Definitions } from "./definitions.js";
import { ExportIndex } from "./exportIndex.js";
import { type Inspection, inspectionAt } from "./inspect.js";
import { questionAt } from "./view.js";

export interface CompletionResult {
  matches: string[];
  /** One for each match, in the shape that JupyterLab reads. */
  types: { text: string; type: string; start: number; end: number; signature?: string }[];
  cursorStart: number;
  cursorEnd: number;
}

export class LanguageTools {
  readonly definitions = new Definitions();
  readonly #exports: ExportIndex;

  constructor(
    readonly compiler: CellCompiler,
    /** What the cells so far have declared. */
    readonly declarations: () => string,
  ) {
    this.#exports = new ExportIndex(compiler.folder);
  }

  async complete(code: string, cursor: number): Promise<CompletionResult> {
    // Begun with the first question, for when it is needed.
    void this.#exports.read();
    const question = this.#ask(code, cursor);
    if (!question) return { matches: [], types: [], cursorStart: cursor, cursorEnd: cursor };
    const { items, start, end } = await completionsAt(question, () => this.#exports.read());
    const [cursorStart, cursorEnd] = [question.toCell(start), question.toCell(end)];
    const types = items.map((item) => ({ ...item, start: cursorStart, end: cursorEnd }));
    return { matches: items.map(({ text }) => text), types, cursorStart, cursorEnd };
  }

  /** Type and documentation of what stands at the cursor, or undefined; with its source where `detailLevel` is 1. */
  inspect(code: string, cursor: number, detailLevel = 0): Inspection | undefined {
    const question = this.#ask(code, cursor);
    const sourceOf = (name: string) => this.definitions.get(name);
    return question && inspectionAt(question, { isDetailed: detailLevel > 0, sourceOf });
  }

  #ask(code: string, cursor: number) {
    return questionAt(code, cursor, (cell) => this.compiler.view(this.declarations(), cell));
  }
}
