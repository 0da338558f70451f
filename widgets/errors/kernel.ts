import type { RgbImage } from "vision-peel/image";
import type { DepthProtocolName, DepthRules, DepthRulesName } from "vision-peel/metrics";
import { gridOf, layerOf, layersAt, planesToStore, stateOfLayers, type Viewable } from "../layers/given.js";
import { planeNames } from "../layers/state.js";
import { besideEachOther } from "../layers/still.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkRgb } from "../shared/checkPictures.js";
import { checkNumber, checkPixel } from "../shared/checks.js";
import { fitPhoto } from "../shared/fitPhoto.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { type Measurable, measure } from "./measure.js";
import {
  controlNames,
  type ErrorControlName,
  type ErrorControls,
  type ErrorState,
  errorDefaults,
  errorModule,
  type ScoreTable,
} from "./state.js";

/** What `new ErrorView` takes: a prediction and the truth, and any control. */
export interface ErrorViewOptions extends Partial<ErrorControls> {
  /** a map, or a task's result */
  readonly prediction: Viewable;
  /** of the same kind and size, as it truly is */
  readonly truth: Measurable;
  /** the photo, to be seen beside them */
  readonly photo?: RgbImage;
  /** for depth: whose definitions; default: five that differ under the same names */
  readonly protocols?: readonly DepthProtocolName[];
  /** for depth: whose caps and crop; default: all of the picture */
  readonly rules?: DepthRulesName | DepthRules;
  /** for labels: true ids that are not scored; default 255, unless the truth's legend lists it */
  readonly ignore?: readonly number[];
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

const OPTIONS = ["prediction", "truth", "photo", "protocols", "rules", "ignore", "note", "linkedCursor"];

export interface ErrorView extends ErrorControls {}
/**
 * A prediction beside the truth, for every task: both, and what is wrong, with one zoom and one cursor; scores by their
 * protocols' names, to be copied as CSV, Markdown or LaTeX; how often errors occur, and where they are worst.
 *
 * @throws ArgumentError unless prediction and truth are maps of one kind and size
 * @example
 * const view = new ErrorView({ prediction: await estimateDepth(photo), truth: scene.depth, photo });
 * view.tables[0].rows; // scores by protocol
 * view.most = 0.5; // metres that have the strongest colour
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class ErrorView extends View<ErrorState, ErrorControlName> {
  constructor(options: ErrorViewOptions) {
    checkViewOptions("ErrorView", options, [...OPTIONS, ...controlNames]);
    const { prediction, truth, protocols, rules, ignore, linkedCursor } = options;
    const measured = measure(prediction, truth, {
      ...(protocols && { protocols }),
      ...(rules && { rules }),
      ...(ignore && { ignore }),
    });
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    const { state: size } = measured.truth;
    if (options.photo !== undefined) checkRgb("photo", options.photo);
    const { photo, note: ofPhoto } = options.photo ? fitPhoto(options.photo, size, "truth") : {};
    const layers = [
      measured.prediction,
      measured.truth,
      measured.error,
      ...(photo ? [layerOf("photo", photo, "photo")] : []),
    ];
    const grid = gridOf("truth", layers);
    const note = notesOf(options.note, ofPhoto);
    const { tables, worst } = measured;
    const told = {
      tables,
      worst,
      ...histogramOf(measured.error.data as Float32Array, measured.error.state.scale),
    };
    super({
      module: errorModule,
      state: {
        ...errorDefaults,
        ...stateOfLayers(layers, grid),
        ...told,
        cursorLink: linkedCursor?.id ?? null,
        ...(options.most !== undefined && { most: options.most }),
        ...(options.cursor !== undefined && { cursor: options.cursor }),
        ...(note && { note }),
      },
      controlNames,
      planes: planeNames(layers.map(({ state }) => state)),
      check: checkControls,
      still: () => besideEachOther(layers.slice(0, 3), grid),
      store: (controls) => ({
        view: errorModule.viewName,
        version: errorModule.version,
        ...grid,
        planes: planesToStore(layers),
        stateAt: ({ width, height, factor }) => ({
          ...controls,
          ...told,
          ...{ width, height, cursorLink: linkedCursor?.id ?? null },
          layers: layersAt(
            layers.map(({ state }) => state),
            factor,
          ),
          worst: worst.map(({ x, y, text }) => ({
            x: Math.floor(x / factor),
            y: Math.floor(y / factor),
            text,
          })),
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

  /** Scores, by the names of their protocols. */
  get tables(): readonly ScoreTable[] {
    return this.get("tables");
  }

  override toString(): string {
    const [{ head, rows }] = this.tables;
    return `ErrorView ${rows[0].map((text, i) => (i === 0 ? text : `${head[i]} ${text}`)).join(", ")}`;
  }
}

function checkControls(changes: Partial<ErrorState>, state: Readonly<ErrorState>): Partial<ErrorState> {
  const { most, cursor } = changes;
  if (most !== undefined && most !== null)
    checkNumber("most", most, [Number.MIN_VALUE, Number.MAX_VALUE], "null chooses it");
  if (cursor !== undefined && cursor !== null) checkPixel("cursor", cursor, state);
  return changes;
}

const BINS = 80;

/** How often errors occur: from −most to most where they are signed, else from 0. */
function histogramOf(
  data: Float32Array,
  scale: ErrorState["layers"][number]["scale"],
): Pick<ErrorState, "counts" | "binsFrom" | "binsTo"> {
  const { most = 1, colours, unit = "", decimals = 2 } = scale ?? {};
  const isSigned = colours === "signed";
  const counts = new Array<number>(BINS).fill(0);
  for (const value of data) {
    if (Number.isNaN(value)) continue;
    const share = isSigned ? (value + most) / (2 * most) : value / most;
    counts[Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)))]++;
  }
  const end = `${most.toFixed(decimals)}${unit === "°" ? "" : "\u00a0"}${unit}`;
  return { counts, binsFrom: isSigned ? `−${end}` : "0", binsTo: isSigned ? `+${end}` : end };
}

defineProperties(ErrorView, controlNames);
