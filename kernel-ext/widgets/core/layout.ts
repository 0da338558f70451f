/** The CSS of a widget's box, with the shorthand that ipywidgets has beside the schema. */
import type { Options, Validate } from "./coreWidget.js";
import * as base from "./generated/layout.js";

const sides = ["borderTop", "borderRight", "borderBottom", "borderLeft"] as const;

export type LayoutChanges = Options<base.LayoutState> & {
  /** All four borders at once. */
  border?: string | null;
};

/** A border stands for the four sides; one that is given beside it wins. */
const validate: Validate<base.LayoutState> = (changes) => {
  const { border, ...rest } = changes as LayoutChanges;
  if (border === undefined) return changes;
  return { ...Object.fromEntries(sides.map((side) => [side, border])), ...rest };
};

/**
 * Sizes, margins, borders, flex and grid of a widget.
 *
 * @example
 * new Label({ value: "framed", layout: { border: "1px solid", margin: "0 1em", gridArea: "left" } })
 */
export class Layout extends base.Layout {
  static override readonly kernelOnly = { border: { kind: "string", isNullable: true } } as const;
  static override validate = validate;

  constructor(options: LayoutChanges = {}) {
    super(options);
  }

  override set(changes: LayoutChanges): void {
    super.set(changes as Partial<base.LayoutState>);
  }

  /** The border that all four sides have; null where they differ. */
  get border(): string | null {
    const [first, ...others] = sides.map((side) => this.get(side));
    return others.every((other) => other === first) ? first : null;
  }
  set border(border: string | null) {
    this.set({ border });
  }
}
