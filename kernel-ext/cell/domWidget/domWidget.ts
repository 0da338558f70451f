import { randomUUID } from "node:crypto";
import { KernelError } from "../../errors.js";
import { Widget } from "../../widgets/widget.js";
import { compileFrontEnd, faultModule, guardedModule } from "./frontEnd.js";
import { readSource, type Source, watchSource } from "./sourceFile.js";

export interface DomWidgetOptions<State extends object> {
  /** the front end, as code or as a path (.js, .ts, .tsx …) seen from the notebook's folder */
  esm: string | URL;
  /** a style sheet, as code or as a path */
  css?: string | URL;
  /** what kernel and page share; typed arrays travel as binary and arrive as DataViews */
  state?: State;
  /** views load a file again when it changes; default true */
  watch?: boolean;
}

/** What the page's half of anywidget reads. */
interface FrontEndState {
  _esm: string;
  _css: string;
  _anywidget_id: string;
}

/** Names that ipywidgets gives a meaning of its own. */
const reserved = new Set(["layout", "style", "tabbable", "tooltip", "comm", "attributes"]);

function checkNames(state: object): void {
  const bad = Object.keys(state).find((name) => name.startsWith("_") || reserved.has(name));
  if (bad === undefined) return;
  throw new KernelError(
    `state must not have a property "${bad}", which widgets keep for themselves`,
    "Give it another name.",
  );
}

const moduleOf = (text: string, name: string): string => {
  const compiled = compileFrontEnd(text, name);
  return typeof compiled === "string" ? guardedModule(compiled, name) : faultModule(compiled, name);
};

/**
 * A widget of one's own whose front end is one file after anywidget's contract,
 * `export default { render({ model, el }) {…}, initialize({ model }) {…} }`. When the file changes,
 * every open view is drawn again and the state stays.
 *
 * @throws KernelError if a file cannot be read, the code does not parse, or a name is reserved
 * @example
 * const counter = new DomWidget({ esm: "./counter.ts", css: "./counter.css", state: { count: 0 } });
 * counter.onChange("count", ({ count }) => console.log(count));
 * counter.set({ count: 3 });
 * counter.send({ hello: "page" });
 */
export class DomWidget<State extends object = Record<never, never>> extends Widget<State & FrontEndState> {
  #stops: (() => void)[] = [];

  constructor({ esm, css = "", state, watch = true }: DomWidgetOptions<State>) {
    checkNames(state ?? {});
    const front = readSource("esm", esm);
    const sheet: Source = css === "" ? { text: "", name: "css" } : readSource("css", css);
    const compiled = compileFrontEnd(front.text, front.name);
    if (typeof compiled !== "string") {
      throw new KernelError(
        `esm cannot be loaded: ${compiled.fault.replace(/\.?\n.*/s, "")}`,
        "Mend the front end and run the cell again.",
      );
    }
    const own: FrontEndState = {
      _esm: guardedModule(compiled, front.name),
      _css: sheet.text,
      // Views tell style sheets apart by it.
      _anywidget_id: `peel-${randomUUID()}`,
    };
    super({
      modelName: "AnyModel",
      modelModule: "anywidget",
      modelModuleVersion: "~0.11.*",
      viewName: "AnyView",
      viewModule: "anywidget",
      viewModuleVersion: "~0.11.*",
      state: { ...(state as State), ...own },
      describe: () => ({ "text/plain": `DomWidget ${front.name}` }),
    });
    if (watch) this.#watch(front, sheet);
  }

  override close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    super.close();
  }

  #watch(front: Source, sheet: Source): void {
    const reload = (changes: Partial<FrontEndState>) => this.set(changes as Partial<State & FrontEndState>);
    if (front.path !== undefined) {
      this.#stops.push(watchSource(front.path, (text) => reload({ _esm: moduleOf(text, front.name) })));
    }
    if (sheet.path !== undefined) {
      this.#stops.push(watchSource(sheet.path, (text) => reload({ _css: text })));
    }
  }
}
