import { areasText, type Place, Template, type TemplateOptions } from "./template.js";

const places = {
  topLeft: "top-left",
  topRight: "top-right",
  bottomLeft: "bottom-left",
  bottomRight: "bottom-right",
};
type PlaceName = keyof typeof places;

export type TwoByTwoOptions = TemplateOptions & {
  [K in PlaceName]?: Place;
} & {
  /** Lets a neighbour take an empty place. Default true. */
  merge?: boolean;
};

/** Which widget's name stands at each of the four places. */
function areasOf(isThere: (name: string) => boolean): string[][] {
  const areas = [
    ["top-left", "top-right"],
    ["bottom-left", "bottom-right"],
  ];
  const names = areas.flat().filter(isThere);
  if (names.length === 1) return areas.map((row) => row.map(() => names[0]));
  const merged = areas.map((row) => [...row]);
  for (const column of [0, 1]) {
    const [top, bottom] = areas.map((row) => isThere(row[column]));
    for (const row of [0, 1]) {
      if (!top && !bottom) merged[row][column] = merged[row][1 - column];
      else if (!(row === 0 ? top : bottom)) merged[row][column] = areas[1 - row][column];
    }
  }
  return merged;
}

/**
 * Four widgets in two rows; where one is missing its neighbour takes the place.
 *
 * @example
 * new TwoByTwoLayout({ topLeft: photo, bottomLeft: depth, bottomRight: normals, height: "400px" })
 */
export class TwoByTwoLayout extends Template {
  declare topLeft: Place;
  declare topRight: Place;
  declare bottomLeft: Place;
  declare bottomRight: Place;
  readonly #widgets: Record<PlaceName, Place> = {
    topLeft: null,
    topRight: null,
    bottomLeft: null,
    bottomRight: null,
  };
  #merge: boolean;

  constructor({
    topLeft,
    topRight,
    bottomLeft,
    bottomRight,
    merge = true,
    ...options
  }: TwoByTwoOptions = {}) {
    super(options);
    this.#merge = merge;
    this.#place({ topLeft, topRight, bottomLeft, bottomRight });
  }

  get merge(): boolean {
    return this.#merge;
  }
  set merge(merge: boolean) {
    this.#merge = merge;
    this.#place({});
  }

  static {
    for (const name of Object.keys(places) as PlaceName[]) {
      Object.defineProperty(TwoByTwoLayout.prototype, name, {
        get(this: TwoByTwoLayout) {
          return this.#widgets[name];
        },
        set(this: TwoByTwoLayout, widget: Place) {
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
    const names = new Set(there.map(([area]) => area as string));
    this.layout.set({
      gridTemplateAreas: areasText(areasOf((name) => !this.#merge || names.has(name))),
      gridTemplateColumns: "1fr 1fr",
      gridTemplateRows: "1fr 1fr",
    });
    this.arrange(there);
  }
}
