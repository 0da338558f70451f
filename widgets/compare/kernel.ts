import {
  checkTitles,
  gridOf,
  layerOf,
  layersAt,
  noteOfSizes,
  planesToStore,
  stateOfLayers,
  type Viewable,
} from "../layers/given.js";
import type { Layer } from "../layers/source.js";
import { planeNames } from "../layers/state.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { refuse } from "../shared/checks.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { checkControls } from "./checks.js";
import {
  type CompareControlName,
  type CompareControls,
  type CompareState,
  compareDefaults,
  compareModule,
  controlNames,
} from "./state.js";
import { compareStill } from "./still.js";

/** What `new CompareView` takes: two pictures or more by their names, and any control. */
export interface CompareViewOptions extends Partial<CompareControls> {
  /** pictures, maps or results of about one shape; names are what people read */
  readonly pictures: Readonly<Record<string, Viewable>>;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

export interface CompareView extends CompareControls {}
/**
 * Compares two pictures or more: at a bar, side by side with one zoom, in turn, by what differs, or all at once. What
 * is under the cursor is read of each: colours, metres, directions, names. Sizes may differ: nothing is resampled.
 *
 * @throws ArgumentError if there are not two pictures, if their shapes differ, or if a control gets what it cannot take
 * @example
 * const view = new CompareView({ pictures: { exact: scene.depth, painted: result, "other model": other } });
 * view.set({ second: "other model", mode: "difference" });
 * view.onChange("cursor", ({ cursor }) => console.log(cursor));
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class CompareView extends View<CompareState, CompareControlName> {
  constructor(options: CompareViewOptions) {
    checkViewOptions("CompareView", options, ["pictures", "note", "linkedCursor", ...controlNames]);
    const { linkedCursor } = options;
    const layers = layersOfPictures(options.pictures);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    const grid = gridOf("pictures", layers);
    const note = notesOf(options.note, noteOfSizes(layers, grid));
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    const [first, second] = layers.map(({ state }) => state.title);
    super({
      module: compareModule,
      state: {
        ...compareDefaults,
        ...{ first, second, cursorLink: linkedCursor?.id ?? null },
        ...stateOfLayers(layers, grid),
        ...(note && { note }),
        ...given,
      } as CompareState,
      controlNames,
      planes: planeNames(layers.map(({ state }) => state)),
      check: checkControls,
      still: (controls) => compareStill(layers, grid, controls),
      store: (controls) => ({
        view: compareModule.viewName,
        version: compareModule.version,
        ...grid,
        planes: planesToStore(layers),
        stateAt: ({ width, height, factor }) => ({
          ...controls,
          ...{ width, height, cursorLink: linkedCursor?.id ?? null },
          layers: layersAt(
            layers.map(({ state }) => state),
            factor,
          ),
          // Pictures that change in turn stand still.
          mode: controls.mode === "blink" ? "swipe" : controls.mode,
          cursor: controls.cursor && {
            x: Math.floor(controls.cursor.x / factor),
            y: Math.floor(controls.cursor.y / factor),
          },
          ...(note && { note }),
        }),
      }),
    });
    linkedCursor?.join(this, grid);
  }

  override toString(): string {
    const titles = this.get("layers").map(({ title, kind }) => `${title} (${kind})`);
    return `CompareView of ${titles.join(", ")}`;
  }
}

function layersOfPictures(pictures: unknown): Layer[] {
  const entries = typeof pictures === "object" && pictures !== null ? Object.entries(pictures) : [];
  if (entries.length < 2)
    refuse(
      "pictures",
      "two pictures or more, by their names",
      pictures,
      "pass { before: painted, after: other }",
    );
  checkTitles(
    "pictures",
    entries.map(([title]) => title),
  );
  return entries.map(([title, picture]) => layerOf(`pictures.${title}`, picture, title));
}

defineProperties(CompareView, controlNames);
