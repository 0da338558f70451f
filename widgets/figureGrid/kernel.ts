import { layerOf, layersAt, planesToStore, stateOfLayers, type Viewable } from "../layers/given.js";
import type { Layer } from "../layers/source.js";
import { planeNames } from "../layers/state.js";
import { besideEachOther } from "../layers/still.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkNumber, refuse } from "../shared/checks.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { figureLayout, PRINT_DPI } from "./layout.js";
import {
  controlNames,
  type FigureGridControlName,
  type FigureGridControls,
  type FigureGridState,
  figureGridDefaults,
  figureGridModule,
} from "./state.js";

/** What `new FigureGrid` takes: rows of pictures, what stands over and before them, and any control. */
export interface FigureGridOptions extends Partial<FigureGridControls> {
  /** rows by their labels, each from left to right; null leaves a place empty */
  readonly rows:
    | Readonly<Record<string, readonly (Viewable | null)[]>>
    | readonly (readonly (Viewable | null)[])[];
  /** what stands over the columns */
  readonly columns?: readonly string[];
  /** what readers should know of these data, shown under the figure */
  readonly note?: string;
}

export interface FigureGrid extends FigureGridControls {}
/**
 * Rows of pictures as papers print them: photo, depth, normals, masks …, with headings, labels and a caption, at the size
 * of print. Saved as SVG, PNG and PDF, the pictures in their own pixels and the letters as letters.
 *
 * @throws ArgumentError for no row, what is no picture, or a control that gets what it cannot take
 * @example
 * const figure = new FigureGrid({
 *   columns: ["photo", "depth", "normals"],
 *   rows: { "a room": [photo, depth, normals] },
 *   caption: "Fig. 1. Painted and decoded by the embedded model.",
 * });
 * await figure.save("figure.pdf");
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class FigureGrid extends View<FigureGridState, FigureGridControlName> {
  readonly #layers: readonly Layer[];

  constructor(options: FigureGridOptions) {
    checkViewOptions("FigureGrid", options, ["rows", "columns", "note", ...controlNames]);
    const { layers, rows } = rowsOf(options.rows);
    const columns = checkedColumns(options.columns, Math.max(...rows.map(({ cells }) => cells.length)));
    const note = notesOf(options.note, undefined);
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    const { width, height } = layers[0].state;
    const told = { rows, columns, ...(note && { note }) };
    super({
      module: figureGridModule,
      state: { ...figureGridDefaults, ...stateOfLayers(layers, { width, height }), ...told, ...given },
      controlNames,
      planes: planeNames(layers.map(({ state }) => state)),
      check: checkControls,
      still: () => besideEachOther(layers.slice(0, 9), { width, height }),
      store: (controls) => ({
        view: figureGridModule.viewName,
        version: figureGridModule.version,
        ...{ width, height },
        planes: planesToStore(layers),
        stateAt: ({ width: w, height: h, factor }) => ({
          ...controls,
          ...told,
          ...{ width: w, height: h },
          layers: layersAt(
            layers.map(({ state }) => state),
            factor,
          ),
        }),
      }),
    });
    this.#layers = layers;
  }

  /**
   * Writes the figure: `.svg`, `.png` or `.pdf`.
   *
   * @param how dots per inch of a PNG, default 300; a font's file for scripts beside Latin, Greek and Cyrillic
   * @throws ArgumentError for another extension, or a letter that the font does not have
   * @example await figure.save("figure.png", { dpi: 600 });
   */
  async save(path: string, how: { readonly dpi?: number; readonly font?: string } = {}): Promise<void> {
    const { dpi = PRINT_DPI, font } = how;
    checkNumber("dpi", dpi, [10, 2400], "300 is what most journals ask for");
    const told = {
      ...{ rows: this.get("rows"), columns: this.get("columns"), caption: this.get("caption") },
      ...{ widthMm: this.get("widthMm"), fontPt: this.get("fontPt"), gapMm: this.get("gapMm") },
    };
    const layout = figureLayout(
      told,
      this.#layers.map(({ state }) => state),
    );
    // Loaded when a first figure is saved, not with every notebook.
    const { writeFigure } = await import("./files.js");
    await writeFigure(path, layout, this.#layers, { dpi, font });
  }

  override toString(): string {
    const rows = this.get("rows");
    return `FigureGrid of ${rows.length} ${rows.length === 1 ? "row" : "rows"}, ${this.#layers.length} pictures`;
  }
}

const EXAMPLE = 'pass { "a room": [photo, depth] }, or [[photo, depth]]';

function rowsOf(given: unknown): { layers: Layer[]; rows: FigureGridState["rows"] } {
  const isList = Array.isArray(given);
  const entries = isList
    ? (given as unknown[]).map((row): [string, unknown] => ["", row])
    : Object.entries((given ?? {}) as Record<string, unknown>);
  const layers: Layer[] = [];
  const rows = entries.map(([label, row], r) => {
    if (!Array.isArray(row)) refuse(`rows[${r}]`, "a list of pictures", row, EXAMPLE);
    const cells = (row as unknown[]).map((picture, c) => {
      if (picture === null) return null;
      const title = `${label || `row ${r + 1}`}, ${c + 1}`;
      return layers.push(layerOf(`rows[${r}][${c}]`, picture, title)) - 1;
    });
    return { label, cells };
  });
  if (layers.length === 0) refuse("rows", "at least one picture", given, EXAMPLE);
  return { layers, rows };
}

function checkedColumns(columns: unknown = [], most: number): readonly string[] {
  if (!Array.isArray(columns) || !columns.every((text) => typeof text === "string"))
    return refuse("columns", "a list of headings", columns, '["photo", "depth"]');
  if (columns.length <= most) return columns;
  const got = `${columns.length} headings for ${most} ${most === 1 ? "picture" : "pictures"} in a row`;
  return refuse("columns", "a heading for each picture of a row", columns, "null leaves a place empty", got);
}

function checkControls(changes: Partial<FigureGridState>): Partial<FigureGridState> {
  const { caption, widthMm, fontPt, gapMm } = changes;
  if (caption !== undefined && typeof caption !== "string")
    refuse("caption", "a text", caption, '"" leaves it out');
  if (widthMm !== undefined)
    checkNumber("widthMm", widthMm, [20, 1000], "a column of most papers is 84, a page 174");
  if (fontPt !== undefined) checkNumber("fontPt", fontPt, [4, 40], "most journals ask for 8");
  if (gapMm !== undefined) checkNumber("gapMm", gapMm, [0, 40], "1 is a narrow white line");
  return changes;
}

defineProperties(FigureGrid, controlNames);
