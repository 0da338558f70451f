import { type Change, type MimeBundle, Widget } from "@vision-peel/kernel/widgets";
import { type DepthTables, depthTables } from "vision-peel/codecs";
import { type DepthMap, RgbImage } from "vision-peel/image";
import { metresNumber } from "../shared/metresText.js";
import { storedMime } from "../shared/stored/format.js";
import { packView } from "../shared/stored/pack.js";
import { checkControls, checkDepth, checkPicture } from "./checks.js";
import { drawFrame, isWhole } from "./draw.js";
import {
  type DepthPictureName,
  type DepthState,
  depthDefaults,
  depthModule,
  farMetres,
  farOnWire,
  type OutsideStyle,
  type PixelPosition,
} from "./state.js";
import { type DepthControls, depthToStore } from "./store.js";

/** What a cell reads and sets: the state with `far` in metres, Infinity included. */
export interface DepthProperties extends DepthState {
  far: number;
}

/** What `new DepthView` takes. */
export interface DepthViewOptions {
  readonly depth: DepthMap;
  /** the picture that depth was decoded from: read out under the cursor, and one of the pictures shown */
  readonly painted?: RgbImage;
  /** the photo that was given to the generator */
  readonly photo?: RgbImage;
  /** metres; default 0 */
  readonly near?: number;
  /** metres; default Infinity */
  readonly far?: number;
  /** default "depth" */
  readonly picture?: DepthPictureName;
  /** default "dimmed" */
  readonly outside?: OutsideStyle;
  readonly cursor?: PixelPosition | null;
  /** parameters of the code, for the colours; default: those that depth was decoded with, or the paper's */
  readonly lambda?: number;
  readonly c?: number;
}

/** The longest side of the still picture, in pixels. */
const STILL_SIDE = 640;

/**
 * Explores a depth map: drag a slice from near to far, read any pixel, switch between photo, painting
 * and decoded depth. Every control is a property: set it and the view moves, move it and `onChange` runs.
 *
 * @throws ArgumentError if pictures differ in size or a control gets what it cannot take
 * @example
 * const view = new DepthView({ depth: decodeDepth(painted), painted });
 * view.near = 1.5;
 * view.onChange(["near", "far"], ({ near, far }) => console.log(near, far));
 */
export class DepthView extends Widget<DepthState> {
  readonly depth: DepthMap;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;

  constructor(options: DepthViewOptions) {
    const { depth, painted, photo, ...controls } = options ?? {};
    checkDepth(depth);
    if (painted !== undefined) checkPicture("painted", painted, depth);
    if (photo !== undefined) checkPicture("photo", photo, depth);
    const tables = tablesOf(depth, options);
    const base: DepthState = {
      ...depthDefaults,
      lambda: tables.code.lambda,
      c: tables.code.c,
      width: depth.width,
      height: depth.height,
      depth: depth.data,
      painted: painted?.data ?? null,
      photo: photo?.data ?? null,
      residual: painted ? null : (depth.residual ?? null),
    };
    const given = Object.fromEntries(
      Object.entries(onWire(controls)).filter(([key, value]) => value !== undefined && isControl(key)),
    );
    super({
      modelName: depthModule.modelName,
      modelModule: depthModule.module,
      modelModuleVersion: depthModule.version,
      viewName: depthModule.viewName,
      viewModule: depthModule.module,
      viewModuleVersion: depthModule.version,
      state: { ...base, ...checkControls(given, base) },
      silent: ["depth", "painted", "photo", "residual"],
      validate: checkControls,
      describe: () => this.#describe(tables),
    });
    this.depth = depth;
    this.painted = painted;
    this.photo = photo;
  }

  /** Metres where the slice begins. */
  get near(): number {
    return this.get("near");
  }
  set near(metres: number) {
    this.set({ near: metres });
  }

  /** Metres where the slice ends; Infinity leaves it open. */
  get far(): number {
    return farMetres(this.get("far"));
  }
  set far(metres: number) {
    this.set({ far: metres });
  }

  /** Which picture is shown: "photo", "painted" or "depth". */
  get picture(): DepthPictureName {
    return this.get("picture");
  }
  set picture(name: DepthPictureName) {
    this.set({ picture: name });
  }

  /** How pixels outside of the slice look: "dimmed" or "hidden". */
  get outside(): OutsideStyle {
    return this.get("outside");
  }
  set outside(style: OutsideStyle) {
    this.set({ outside: style });
  }

  /** The pixel that is read out, or null. */
  get cursor(): PixelPosition | null {
    return this.get("cursor");
  }
  set cursor(pixel: PixelPosition | null) {
    this.set({ cursor: pixel });
  }

  /** Sets several controls at once. */
  override set(changes: Partial<DepthProperties>): void {
    super.set(onWire(changes));
  }

  /**
   * Calls the handler when one of the properties has changed, by hand or by a cell. Returns how to stop.
   *
   * @example const stop = view.onChange("cursor", ({ cursor }) => console.log(cursor));
   */
  override onChange(
    keys: keyof DepthProperties | (keyof DepthProperties)[],
    handler: (state: Readonly<DepthProperties>, change: Change<DepthState>) => void,
  ): () => void {
    return super.onChange(keys, (state, change) => handler({ ...state, far: farMetres(state.far) }, change));
  }

  override toString(): string {
    const { near, far } = this;
    const slice = isWhole({ near, far }) ? "" : ` slice ${metresNumber(near)} to ${metresNumber(far)} m`;
    return `DepthView ${this.depth.toString()}${slice}`;
  }

  /** What people control, as it travels. */
  #controls(): DepthControls {
    const get = <Key extends keyof DepthState>(key: Key): DepthState[Key] => this.get(key);
    return {
      lambda: get("lambda"),
      c: get("c"),
      near: get("near"),
      far: get("far"),
      picture: get("picture"),
      outside: get("outside"),
      cursor: get("cursor"),
    };
  }

  /** What is shown where no widget can be: the line, and the picture as the view would draw it. */
  async #describe(tables: DepthTables): Promise<MimeBundle> {
    const { depth, painted, photo, near, far, outside } = this;
    const scale = Math.min(1, STILL_SIDE / Math.max(depth.width, depth.height));
    const width = Math.max(1, Math.round(depth.width * scale));
    const height = Math.max(1, Math.round(depth.height * scale));
    const pixels = drawFrame(
      {
        width: depth.width,
        height: depth.height,
        metres: depth.data,
        painted: painted?.data,
        photo: photo?.data,
        tables,
      },
      this.picture,
      { width, height, left: 0, top: 0, scale },
      { near, far, outside },
    );
    const still = new RgbImage({ width, height, data: onWhite(pixels) });
    const bundle = await (still as unknown as Displayed)[displaySymbol]();
    return {
      "text/plain": this.toString(),
      "image/png": bundle["image/png"],
      [storedMime]: await packView(depthToStore(this, this.#controls())),
    };
  }
}

const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;
interface Displayed {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

const controlNames = ["near", "far", "picture", "outside", "cursor"];
const isControl = (key: string): boolean => controlNames.includes(key);

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

/** RGB of half-transparent pixels on white paper. */
function onWhite(pixels: Uint32Array): Uint8Array {
  const rgb = new Uint8Array(3 * pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const word = pixels[i];
    const alpha = (word >>> 24) / 255;
    for (let k = 0; k < 3; k++) rgb[3 * i + k] = Math.round(255 + alpha * (((word >>> (8 * k)) & 255) - 255));
  }
  return rgb;
}
