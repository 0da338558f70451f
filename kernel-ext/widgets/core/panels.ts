/** Boxes of which one child is seen at a time. */
import type { AnyWidget, Validate } from "./coreWidget.js";
import * as base from "./generated/models.js";
import { WidgetError } from "./property.js";

interface PanelState {
  children: AnyWidget[];
  titles: string[];
  selectedIndex: number | null;
}

/** As many titles as children; the selected child is there, or the last one takes its place. */
const validate: Validate<PanelState> = (changes, state, name) => {
  const { children, titles, selectedIndex: index } = { ...state, ...changes };
  const filled = children.map((_, i) => titles[i] ?? "");
  const isThere = index === null || (index >= 0 && index < children.length);
  if (!isThere && "selectedIndex" in changes) {
    throw new WidgetError(
      name,
      "selectedIndex",
      `must be null, or at least 0 and below ${children.length}, the number of children, but is ${index}`,
      "Set the children first, or together with it",
    );
  }
  const last = children.length > 0 ? children.length - 1 : null;
  // Titles may be set before the children.
  const kept = children.length === 0 ? titles : filled;
  return { ...changes, titles: kept, selectedIndex: isThere ? index : last };
};

type Constructor = new (
  // biome-ignore lint/suspicious/noExplicitAny: TypeScript asks this signature of a mixin
  ...args: any[]
) => { titles: string[] };

function titled<B extends Constructor>(Base: B) {
  return class extends Base {
    setTitle(index: number, title: string): void {
      this.titles = Object.assign([...this.titles], { [index]: title });
    }

    getTitle(index: number): string {
      return this.titles[index] ?? "";
    }
  };
}

/** Panels that open one at a time, or none. */
export class Accordion extends titled(base.Accordion) {
  static override validate = validate;
}

/** Shows only the selected child, or all where none is selected. */
export class Stack extends titled(base.Stack) {
  static override validate = validate;
}

/** Panels behind tabs; the first is open unless told otherwise. */
export class Tab extends titled(base.Tab) {
  static override validate: Validate<PanelState> = (changes, state, name) => {
    const isFirst = state.children.length === 0 && (changes.children?.length ?? 0) > 0;
    const opening = isFirst && changes.selectedIndex === undefined ? { selectedIndex: 0 } : {};
    return validate({ ...changes, ...opening }, state, name);
  };
}
