import { type Change, type MimeBundle, Widget } from "@vision-peel/kernel/widgets";
import { type DepthTables, depthTables } from "vision-peel/codecs";
import type { DepthMap, RgbImage } from "vision-peel/image";
import type { BesideName } from "../shared/beside.js";
import { checkChanges, checkViewOptions, given } from "../shared/checkGiven.js";
import { checkPainted, checkRgb } from "../shared/checkPictures.js";
import { fitPhoto } from "../shared/fitPhoto.js";
import { checkLinked, type LinkedCursor, type LinkedRange } from "../shared/linked.js";
import { metresNumber } from "../shared/metresText.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { stillFrame, stillPng } from "../shared/still.js";
import { storedMime } from "../shared/stored/format.js";
import { packView } from "../shared/stored/pack.js";
import { checkControls, checkDepth, checkTruth } from "./checks.js";
import { isWhole } from "./draw/layer.js";
import {
  type DepthAlignmentName,
  type DepthColormapName,
  type DepthErrorUnit,
  type DepthPanelName,
  type DepthPictureName,
  type DepthScaleName,
  type DepthState,
  type DepthTool,
  depthDefaults,
  depthModule,
  farMetres,
  farOnWire,
  type MetresRange,
  type OutsideStyle,
  type PixelPair,
  type PixelPosition,
  type ProfileKind,
  type Viewpoint,
} from "./state.js";
import { drawDepth } from "./still.js";
import { type DepthControls, depthToStore } from "./store.js";

/** What a cell reads and sets: every control of the view. */
export interface DepthProperties {
  /** metres where the slice begins */
  near: number;
  /** metres where the slice ends; Infinity leaves it open */
  far: number;
  /** which picture is shown */
  picture: DepthPictureName;
  /** the picture that it is held against; null: the truth, else depth or the photo */
  reference: DepthPictureName | null;
  /** where the reference is seen: "side" by side with the picture, in turn with it ("blink"), or not ("none") */
  beside: BesideName;
  /** share of the width from which on the reference is seen, 0 to 1; null: nowhere */
  swipe: number | null;
  /** how pixels outside of the slice look */
  outside: OutsideStyle;
  /** the pixel that is read out, or null */
  cursor: PixelPosition | null;
  /** whether the slice moves through the picture by itself */
  sweep: boolean;
  /** levels off the code from which on a pixel counts as astray; default 16 */
  residualLimit: number;
  /** what a press on the picture does: "read", "measure" or "line" */
  tool: DepthTool;
  /** distances in space, each from one pixel to another */
  measures: readonly PixelPair[];
  /** degrees that the picture spans from left to right, for distances and points; default 60 */
  fieldOfView: number;
  /** what the profile follows: the row or the column of the cursor, or a line */
  profile: ProfileKind;
  /** the profile's line, or null */
  line: PixelPair | null;
  /** what depth is drawn in: "code" (as generated), "turbo", "viridis", "inferno", "spectral", "grey", "cyclic" */
  colormap: DepthColormapName;
  /** what a colormap runs along with: "metric", "disparity" or "log"; the code has a scale of its own */
  scale: DepthScaleName;
  /**
   * metres between which a colormap runs, so that several views have the same colours; near beyond far turns the colours
   * round; null: those of most pixels
   */
  colourRange: MetresRange | null;
  /** whether lines of equal depth are drawn at round metres */
  isolines: boolean;
  /** whether magnified depth is interpolated in metres, but not over edges */
  smooth: boolean;
  /** how depth is brought to the truth before it is shown and compared: "none", "scale" or "scale-shift" */
  alignment: DepthAlignmentName;
  /** how errors are drawn and counted: "relative" to the true depth, or in "metres" */
  errorUnit: DepthErrorUnit;
  /** whether pixels further off the code than `residualLimit` are hatched in the picture of depth */
  hatchAstray: boolean;
  /** the colours of the points in space */
  pointColours: "photo" | "depth";
  /** the size of the points in space; default 1.5; 1 just closes the gaps between them, seen from the camera */
  pointSize: number;
  /** from where the points are seen: degrees, a factor, and shares of the width */
  viewpoint: Viewpoint;
  /** relative step to a neighbour from which on points are left out of the cloud; default 0.05, 0 keeps all */
  edgeLimit: number;
  /** which panel is open, or null: "colours", "measure", "profile", "points", "residual", "compare" */
  panel: DepthPanelName | null;
}

/** What `new DepthView` takes: pictures, of one size but for the photo, and any property. */
export interface DepthViewOptions extends Readonly<Partial<DepthProperties>> {
  readonly depth: DepthMap;
  /** the picture that depth was decoded from: read out under the cursor, and one of the pictures shown */
  readonly painted?: RgbImage;
  /** the photo that was given to the generator; one of another size is fitted to depth, and a note says so */
  readonly photo?: RgbImage;
  /** metres as they were measured, to compare with */
  readonly truth?: DepthMap;
  /** parameters of the code, for the colours; default: those that depth was decoded with, or the paper's */
  readonly lambda?: number;
  readonly c?: number;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
  /** a slice that it shares with other views */
  readonly linkedRange?: LinkedRange;
}

export interface DepthView extends DepthProperties {}
/**
 * Explores a depth map: drag a slice from near to far, read any pixel, switch between photo, painting
 * and decoded depth. Every control is a property: set it and the view moves, move it and `onChange` runs.
 *
 * @throws ArgumentError if painted or truth differ in size from depth, if a name is unknown, or if a control gets what
 * it cannot take
 * @example
 * const view = new DepthView({ depth: decodeDepth(painted), painted });
 * view.near = 1.5;
 * view.onChange(["near", "far"], ({ near, far }) => console.log(near, far));
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class DepthView extends Widget<DepthState> {
  readonly depth: DepthMap;
  readonly painted: RgbImage | undefined;
  /** as it is shown: on the grid of depth */
  readonly photo: RgbImage | undefined;
  readonly truth: DepthMap | undefined;

  constructor(options: DepthViewOptions) {
    const {
      depth,
      painted,
      photo,
      truth,
      linkedCursor,
      linkedRange,
      note: told,
      ...controls
    } = options ?? {};
    checkDepth(depth);
    checkViewOptions("DepthView", options, [...pictureOptions, ...controlNames]);
    if (painted !== undefined) checkPainted("depth", painted, depth);
    if (photo !== undefined) checkRgb("photo", photo);
    const { photo: fitted, note: ofPhoto } = photo ? fitPhoto(photo, depth, "depth") : {};
    const note = notesOf(told, ofPhoto);
    if (truth !== undefined) checkTruth(truth, depth);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    checkLinked("linkedRange", linkedRange, "LinkedRange");
    const tables = tablesOf(depth, options);
    const base: DepthState = {
      ...depthDefaults,
      lambda: tables.code.lambda,
      c: tables.code.c,
      width: depth.width,
      height: depth.height,
      depth: depth.data,
      painted: painted?.data ?? null,
      photo: fitted?.data ?? null,
      residual: painted ? null : (depth.residual ?? null),
      truth: truth?.data ?? null,
      cursorLink: linkedCursor?.id ?? null,
      rangeLink: linkedRange?.id ?? null,
      ...(note && { note }),
    };
    const own = Object.fromEntries(
      Object.entries(onWire(controls)).filter(
        ([key, value]) => value !== undefined && key !== "lambda" && key !== "c",
      ),
    );
    super({
      modelName: depthModule.modelName,
      modelModule: depthModule.module,
      modelModuleVersion: depthModule.version,
      viewName: depthModule.viewName,
      viewModule: depthModule.module,
      viewModuleVersion: depthModule.version,
      state: { ...base, ...checkControls(own, base) },
      silent: planes,
      heldBack: planes,
      validate: checkControls,
      describe: () => this.#describe(tables),
    });
    this.depth = depth;
    this.painted = painted;
    this.photo = fitted;
    this.truth = truth;
    linkedCursor?.join(this, depth);
    linkedRange?.join(this);
  }

  /**
   * Sets several controls at once.
   *
   * @throws ArgumentError for a name that is none of them, or a value that one cannot take
   */
  override set(changes: Partial<DepthProperties>): void {
    checkChanges("DepthView", changes, controlNames);
    super.set(onWire(given(changes)));
  }

  /**
   * Calls the handler when one of the properties has changed, by hand or by a cell. Returns how to stop.
   *
   * @example const stop = view.onChange("cursor", ({ cursor }) => console.log(cursor));
   */
  override onChange(
    keys: keyof DepthProperties | (keyof DepthProperties)[],
    handler: (state: Readonly<DepthState & DepthProperties>, change: Change<DepthState>) => void,
  ): () => void {
    // What is no handler is refused as everywhere.
    if (typeof handler !== "function") return super.onChange(keys, handler);
    return super.onChange(keys, (state, change) => handler({ ...state, far: farMetres(state.far) }, change));
  }

  override toString(): string {
    const { near, far } = this;
    const slice = isWhole({ near, far }) ? "" : ` slice ${metresNumber(near)} to ${metresNumber(far)} m`;
    return `DepthView ${this.depth.toString()}${slice}`;
  }

  /** What people control, as it travels. */
  #controls(): DepthControls {
    const names = Object.keys(depthDefaults) as (keyof DepthControls)[];
    return Object.fromEntries(names.map((name) => [name, this.get(name)])) as never;
  }

  /** What is shown where no widget can be: the line, and the picture as the view would draw it. */
  async #describe(tables: DepthTables): Promise<MimeBundle> {
    const note = this.get("note");
    const links = { cursorLink: this.get("cursorLink"), rangeLink: this.get("rangeLink") };
    const frame = stillFrame(this.depth);
    const controls = this.#controls();
    const pixels = drawDepth(this, controls, tables, frame);
    return {
      "text/plain": this.toString(),
      "image/png": await stillPng(frame, pixels),
      [storedMime]: await packView(depthToStore(this, controls, { ...links, ...(note && { note }) })),
    };
  }
}

/** Large values: not echoed, and held back from a reloaded page until it shows the view. */
const planes: (keyof DepthState)[] = ["depth", "painted", "photo", "residual", "truth"];

const controlNames: readonly (keyof DepthProperties)[] = Object.keys(depthDefaults).filter(
  (name): name is keyof DepthProperties => name !== "lambda" && name !== "c",
);
defineProperties(DepthView, controlNames, (name, value) =>
  name === "far" ? farMetres(value as number | null) : value,
);

const pictureOptions = [
  "depth",
  "painted",
  "photo",
  "truth",
  "lambda",
  "c",
  "linkedCursor",
  "linkedRange",
  "note",
] as const satisfies readonly (keyof DepthViewOptions)[];

function onWire<Changes extends { far?: number | undefined }>(
  changes: Changes,
): Changes & Partial<DepthState> {
  return changes.far === undefined ? changes : { ...changes, far: farOnWire(changes.far) as number };
}

function tablesOf(depth: DepthMap, options: { lambda?: number; c?: number }): DepthTables {
  const { lambda, c } = depth.provenance ?? {};
  return depthTables({
    lambda: options.lambda ?? (typeof lambda === "number" ? lambda : depthDefaults.lambda),
    c: options.c ?? (typeof c === "number" ? c : depthDefaults.c),
  });
}
