import { WidgetError } from "../property.js";
import { areasText, type Place, Template, type TemplateOptions } from "./template.js";

const places = {
  header: "header",
  leftSidebar: "left-sidebar",
  center: "center",
  rightSidebar: "right-sidebar",
  footer: "footer",
};
type PlaceName = keyof typeof places;

/** A share of what is left (1 is `"1fr"`), or CSS: `"200px"`, `"20%"`, `"2fr"`. */
export type PaneSize = number | string;
type Sizes = readonly [PaneSize, PaneSize, PaneSize];

export type AppLayoutOptions = TemplateOptions & {
  [K in PlaceName]?: Place;
} & {
  /** Lets the others take the place of what is missing. Default true. */
  merge?: boolean;
  /** left sidebar, centre, right sidebar; default [1, 2, 1] */
  paneWidths?: Sizes;
  /** header, centre, footer; default [1, 3, 1] */
  paneHeights?: Sizes;
};

function sizesOf(property: "paneWidths" | "paneHeights", sizes: Sizes): string[] {
  const isSize = (size: PaneSize) =>
    typeof size === "number"
      ? size > 0 && Number.isFinite(size)
      : /^\d*\.?\d+(px|fr|%|em|rem|ch|vw|vh)$/.test(size);
  if (!Array.isArray(sizes) || sizes.length !== 3 || !sizes.every(isSize)) {
    const problem = `must be three sizes, but is ${JSON.stringify(sizes)}`;
    throw new WidgetError("AppLayout", property, problem, 'Pass numbers, "200px", "20%" or "2fr"');
  }
  return sizes.map((size) => (typeof size === "number" ? `${size}fr` : size));
}

interface Grid {
  areas: string[][];
  columns: string[];
  rows: string[];
}

/** The grid without the places where nothing stands. */
function merged({ areas, columns, rows }: Grid, isThere: (name: PlaceName) => boolean): Grid {
  const present = (Object.keys(places) as PlaceName[]).filter(isThere);
  if (present.length === 1) return { areas: [[places[present[0]]]], columns: ["1fr"], rows: ["1fr"] };
  const middle = ["leftSidebar", "center", "rightSidebar"].map((name) => isThere(name as PlaceName));
  // What is left of the centre's place goes to the sidebars, and theirs to the centre.
  const [hasLeft, hasCenter, hasRight] = middle;
  const kept = [0, 1, 2].filter((i) => i !== 1 || hasCenter);
  const row = [...areas[1]];
  if (!hasLeft) row[0] = hasCenter ? row[1] : row[2];
  if (!hasRight) row[2] = hasCenter ? row[1] : row[0];
  const lines = [areas[0], row, areas[2]].map((line) => kept.map((i) => line[i]));
  const hasRow = [isThere("header"), middle.some(Boolean), isThere("footer")];
  const only = <T>(list: T[]) => list.filter((_, i) => hasRow[i]);
  return { areas: only(lines), columns: kept.map((i) => columns[i]), rows: only(rows) };
}

/**
 * Header, footer and two sidebars around a centre, as applications have them.
 *
 * @example
 * new AppLayout({ header: title, leftSidebar: controls, center: view, paneWidths: ["200px", 1, 1] })
 */
export class AppLayout extends Template {
  declare header: Place;
  declare leftSidebar: Place;
  declare center: Place;
  declare rightSidebar: Place;
  declare footer: Place;
  readonly #widgets: Partial<Record<PlaceName, Place>> = {};
  #merge: boolean;
  #paneWidths: Sizes;
  #paneHeights: Sizes;

  constructor(options: AppLayoutOptions = {}) {
    const { header, leftSidebar, center, rightSidebar, footer, ...more } = options;
    const { merge = true, paneWidths = [1, 2, 1], paneHeights = [1, 3, 1], ...rest } = more;
    sizesOf("paneWidths", paneWidths);
    sizesOf("paneHeights", paneHeights);
    super(rest);
    this.#merge = merge;
    this.#paneWidths = paneWidths;
    this.#paneHeights = paneHeights;
    this.#place({ header, leftSidebar, center, rightSidebar, footer });
  }

  get merge(): boolean {
    return this.#merge;
  }
  set merge(merge: boolean) {
    this.#merge = merge;
    this.#place({});
  }

  get paneWidths(): Sizes {
    return this.#paneWidths;
  }
  set paneWidths(sizes: Sizes) {
    sizesOf("paneWidths", sizes);
    this.#paneWidths = sizes;
    this.#place({});
  }

  get paneHeights(): Sizes {
    return this.#paneHeights;
  }
  set paneHeights(sizes: Sizes) {
    sizesOf("paneHeights", sizes);
    this.#paneHeights = sizes;
    this.#place({});
  }

  static {
    for (const name of Object.keys(places) as PlaceName[]) {
      Object.defineProperty(AppLayout.prototype, name, {
        get(this: AppLayout) {
          return this.#widgets[name] ?? null;
        },
        set(this: AppLayout, widget: Place) {
          this.#place({ [name]: widget });
        },
      });
    }
  }

  #place(widgets: Partial<Record<PlaceName, Place>>): void {
    for (const [name, widget] of Object.entries(widgets)) {
      if (widget !== undefined) this.#widgets[name as PlaceName] = widget;
    }
    const there = Object.entries(places).flatMap(([key, area]) => {
      const widget = this.#widgets[key as PlaceName];
      return widget ? [[area, widget] as const] : [];
    });
    const whole: Grid = {
      areas: [Array(3).fill("header"), ["left-sidebar", "center", "right-sidebar"], Array(3).fill("footer")],
      columns: sizesOf("paneWidths", this.#paneWidths),
      rows: sizesOf("paneHeights", this.#paneHeights),
    };
    const isMerged = this.#merge && there.length > 0;
    const grid = isMerged ? merged(whole, (name) => Boolean(this.#widgets[name])) : whole;
    this.layout.set({
      gridTemplateAreas: areasText(grid.areas),
      gridTemplateColumns: grid.columns.join(" "),
      gridTemplateRows: grid.rows.join(" "),
    });
    this.arrange(there);
  }
}
