import type { DepthMap, LabelMap, NormalMap } from "vision-peel/image";
import { withAtMost } from "../layers/atMost.js";
import { layerOf, layersAt, planesToStore, stateOfLayers } from "../layers/given.js";
import type { Layer } from "../layers/source.js";
import { planeNames } from "../layers/state.js";
import { besideEachOther } from "../layers/still.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkNumber, checkPixel, refuse } from "../shared/checks.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { type RoundTrip, roundTrip, summaryOf } from "./roundTrip.js";
import {
  controlNames,
  type RoundTripControlName,
  type RoundTripControls,
  type RoundTripState,
  roundTripDefaults,
  roundTripModule,
} from "./state.js";

/** What `new RoundTripView` takes: what is painted, and any control. */
export interface RoundTripViewOptions extends Partial<RoundTripControls> {
  readonly map: DepthMap | NormalMap | LabelMap;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

/** More pixels than these take a page longer than people wait. */
const MOST_PIXELS = 2 ** 22;
/** A still is no larger than it is seen. */
const STILL_PIXELS = 2 ** 19;

export interface RoundTripView extends RoundTripControls {}
/**
 * What a code survives: a map is painted exactly, disturbed as generators and files disturb pictures, and decoded
 * again, while every disturbance is moved by hand. Errors are seen in the picture and by distance. It all runs in the
 * page: a saved notebook goes on without a kernel.
 *
 * @throws ArgumentError for what is no map, or a control that gets what it cannot take
 * @example
 * const view = new RoundTripView({ map: scene.depth });
 * view.set({ drift: 0, noise: 0, grid: 0, edges: 0, ring: 0, jpeg: 75 }); // JPEG alone
 * view.summary; // "half of the pixels are off by at most …"
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class RoundTripView extends View<RoundTripState, RoundTripControlName> {
  readonly #truth: Layer;

  constructor(options: RoundTripViewOptions) {
    checkViewOptions("RoundTripView", options, ["map", "note", "linkedCursor", ...controlNames]);
    const { linkedCursor } = options;
    const given = layerOf("map", options.map, "truth");
    const { kind, width: wide, height: high } = given.state;
    if (kind === "rgb" || kind === "values")
      refuse("map", "depth, normals or labels", options.map, "decode a painting first");
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    const truth = withAtMost(given, MOST_PIXELS);
    const { width, height } = truth.state;
    const note = notesOf(
      options.note,
      width === wide ? undefined : `Every pixel of ${width} × ${height} of the ${wide} × ${high} is painted.`,
    );
    const grid = { width, height };
    const controls = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    super({
      module: roundTripModule,
      state: {
        ...roundTripDefaults,
        ...stateOfLayers([truth], grid),
        cursorLink: linkedCursor?.id ?? null,
        ...(note && { note }),
        ...controls,
      },
      controlNames,
      planes: planeNames([truth.state]),
      check: checkControls,
      still: (now) => {
        const small = withAtMost(truth, STILL_PIXELS);
        const { painted, disturbed, decoded, error } = roundTrip(small, now);
        return besideEachOther([painted, disturbed, decoded, error], small.state);
      },
      store: (now) => ({
        view: roundTripModule.viewName,
        version: roundTripModule.version,
        ...grid,
        planes: planesToStore([truth]),
        stateAt: ({ width: w, height: h, factor }) => ({
          ...now,
          ...{ width: w, height: h, cursorLink: linkedCursor?.id ?? null },
          layers: layersAt([truth.state], factor),
          cursor: now.cursor && {
            x: Math.floor(now.cursor.x / factor),
            y: Math.floor(now.cursor.y / factor),
          },
          ...(note && { note }),
        }),
      }),
    });
    this.#truth = truth;
    linkedCursor?.join(this, grid);
  }

  /** The pictures and numbers of the way there and back, with the controls as they are now. */
  get trip(): RoundTrip {
    return roundTrip(this.#truth, this.controls);
  }

  /** What is left, in one line. */
  get summary(): string {
    return summaryOf(this.trip);
  }

  override toString(): string {
    const { kind, width, height } = this.#truth.state;
    return `RoundTripView of ${kind}, ${width} × ${height}`;
  }
}

const limits: Partial<Record<RoundTripControlName, readonly [number, number]>> = {
  ...{ drift: [0, 60], noise: [0, 60], grid: [0, 60], edges: [0, 50], ring: [0, 1], jpeg: [0, 100] },
  ...{ shift: [-1000, 1000], seed: [0, Number.MAX_SAFE_INTEGER], lambda: [-100, -1.01], c: [0.01, 1000] },
};

function checkControls(
  changes: Partial<RoundTripState>,
  state: Readonly<RoundTripState>,
): Partial<RoundTripState> {
  for (const [name, value] of Object.entries(changes)) {
    const limit = limits[name as RoundTripControlName];
    if (limit)
      checkNumber(name, value, limit, `${roundTripDefaults[name as never]} is as published pictures are`);
  }
  if (changes.seed !== undefined && !Number.isInteger(changes.seed))
    refuse("seed", "a whole number", changes.seed, "the same seed gives the same noise");
  if (changes.cursor) checkPixel("cursor", changes.cursor, state);
  return changes;
}

defineProperties(RoundTripView, controlNames);
