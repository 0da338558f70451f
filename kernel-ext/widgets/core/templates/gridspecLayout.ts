import type { AnyWidget } from "../coreWidget.js";
import type { Layout } from "../layout.js";
import { WidgetError } from "../property.js";
import { areasText, Template, type TemplateOptions } from "./template.js";

export type GridspecOptions = TemplateOptions & { rows: number; columns: number };

/** One row or column, or from the first up to, and without, the last; counted from 0. */
type Span = number | readonly [from: number, to: number];
type Child = AnyWidget & { layout: Layout };

/** Names of areas are letters and digits. */
const nameOf = (child: Child) => `widget${child.modelId.replaceAll("-", "")}`;

/**
 * A grid whose widgets may cover several cells. What is placed over another takes all of its place.
 *
 * @example
 * const grid = new GridspecLayout(2, 3, { height: "300px" }); // or { rows: 2, columns: 3, height: "300px" }
 * grid.place(chart, { row: [0, 2], column: 0 });
 * grid.place(note, { row: 1, column: [1, 3] });
 * grid
 */
export class GridspecLayout extends Template {
  readonly rows: number;
  readonly columns: number;
  readonly #cells: (Child | null)[][];

  constructor(rows: number, columns: number, options?: TemplateOptions);
  constructor(options: GridspecOptions);
  constructor(first: GridspecOptions | number, second?: number, more: TemplateOptions = {}) {
    const { rows, columns, ...options } =
      typeof first === "object" ? first : { ...more, rows: first, columns: second as number };
    for (const [name, count] of Object.entries({ rows, columns })) {
      if (Number.isInteger(count) && count > 0) continue;
      throw new WidgetError(
        "GridspecLayout",
        name,
        `must be a whole number above 0, but is ${count}`,
        "Pass 2",
      );
    }
    super(options);
    this.rows = rows;
    this.columns = columns;
    this.#cells = Array.from({ length: rows }, () => Array(columns).fill(null));
    this.#show();
  }

  /** The widget that covers a cell. */
  at(row: number, column: number): Child | null {
    return this.#cells[row]?.[column] ?? null;
  }

  /** Puts a widget into a cell, or over several. Throws {@link WidgetError} for cells that are not there. */
  place(widget: Child, { row, column }: { row: Span; column: Span }): void {
    const [top, bottom] = spanOf("row", row, this.rows);
    const [left, right] = spanOf("column", column, this.columns);
    const covered = this.#cells.slice(top, bottom).flatMap((cells) => cells.slice(left, right));
    this.#replace((child) => (child === widget || covered.includes(child) ? null : child));
    for (let y = top; y < bottom; y++) this.#cells[y].fill(widget, left, right);
    this.#show();
  }

  /** Takes a widget out; it stays open. */
  remove(widget: Child): void {
    this.#replace((child) => (child === widget ? null : child));
    this.#show();
  }

  #replace(by: (child: Child | null) => Child | null): void {
    for (const cells of this.#cells) cells.splice(0, cells.length, ...cells.map(by));
  }

  #show(): void {
    const areas = this.#cells.map((row) => row.map((child) => (child ? nameOf(child) : ".")));
    this.layout.set({
      gridTemplateAreas: areasText(areas),
      gridTemplateColumns: `repeat(${this.columns}, 1fr)`,
      gridTemplateRows: `repeat(${this.rows}, 1fr)`,
    });
    const children = new Set(this.#cells.flat().filter((child) => child !== null));
    this.arrange([...children].map((child) => [nameOf(child), child]));
  }
}

function spanOf(name: string, span: Span, count: number): readonly [number, number] {
  const [from, to] = typeof span === "number" ? [span, span + 1] : span;
  if ([from, to].every(Number.isInteger) && from >= 0 && from < to && to <= count) return [from, to];
  const problem = `must lie within the ${count} of the grid, but is ${JSON.stringify(span)}`;
  throw new WidgetError("GridspecLayout", name, problem, "Pass 0, or [0, 2] for the first two");
}
