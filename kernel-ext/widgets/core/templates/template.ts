/** Grids whose places have names. */
import type { AnyWidget, Options } from "../coreWidget.js";
import { GridBox, type GridBoxState } from "../generated/models.js";
import type { Layout, LayoutChanges } from "../layout.js";
import { checkProperty } from "../property.js";

const shortcuts = ["justifyContent", "justifyItems", "alignItems", "width", "height", "gridGap"] as const;

/** Properties of the layout that a template takes as its own. */
export type Shortcuts = Partial<Pick<Layout, (typeof shortcuts)[number]>>;

/** A widget that can be laid out; null leaves a place empty. */
export type Place = (AnyWidget & { layout: Layout }) | null;

export type TemplateOptions = Omit<Options<GridBoxState>, "children"> & Shortcuts;

/** CSS for the rows of names, `.` for an empty place. */
export const areasText = (areas: readonly (readonly string[])[]): string =>
  areas.map((row) => `"${row.join(" ")}"`).join("\n");

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A GridBox that arranges its children itself. */
export abstract class Template extends GridBox {
  declare justifyContent: Layout["justifyContent"];
  declare justifyItems: Layout["justifyItems"];
  declare alignItems: Layout["alignItems"];
  declare width: Layout["width"];
  declare height: Layout["height"];
  declare gridGap: Layout["gridGap"];
  constructor(options: TemplateOptions) {
    const layout: LayoutChanges = {};
    const rest: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(options)) {
      if (shortcuts.includes(key as never)) Object.assign(layout, { [key]: value });
      else rest[key] = value;
    }
    const given = rest.layout as Layout | LayoutChanges | undefined;
    const isWidget = given !== undefined && "modelId" in given;
    super({ ...rest, layout: isWidget ? given : { ...given, ...layout } } as Options<GridBoxState>);
    if (isWidget) (given as Layout).set(layout);
  }

  /** Shows the widgets in the places that have their names, all in one message. */
  protected arrange(
    widgets: Iterable<readonly [name: string, widget: AnyWidget & { layout: Layout }]>,
  ): void {
    const children: AnyWidget[] = [];
    for (const [name, widget] of widgets) {
      checkProperty(this.constructor.name, camel(name), { kind: "reference" }, widget);
      widget.layout.gridArea = name;
      children.push(widget);
    }
    this.set({ children });
  }
}

for (const name of shortcuts) {
  Object.defineProperty(Template.prototype, name, {
    get(this: Template) {
      return this.layout[name];
    },
    set(this: Template, value: string | null) {
      this.layout.set({ [name]: value });
    },
  });
}
