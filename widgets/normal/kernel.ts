import { Widget } from "@vision-peel/kernel/widgets";
import { decodeNormals } from "vision-peel/codecs";
import { intrinsicsOfView, normalsOfDepth } from "vision-peel/geometry";
import { type DepthMap, NormalMap, type RgbImage } from "vision-peel/image";
import { checkChanges, checkViewOptions, given } from "../shared/checkGiven.js";
import { checkPainted, checkRgb } from "../shared/checkPictures.js";
import { checkNumber } from "../shared/checks.js";
import { fitPhoto } from "../shared/fitPhoto.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { stillFrame, stillPng } from "../shared/still.js";
import { storedMime } from "../shared/stored/format.js";
import { packView } from "../shared/stored/pack.js";
import { checkControls, checkDepth, checkNormals, checkTruth } from "./checks.js";
import { turnAxes } from "./directions.js";
import { drawNormals } from "./draw/layer.js";
import { sourceOf } from "./draw/sources.js";
import {
  controlNames,
  type NormalControls,
  type NormalState,
  normalDefaults,
  normalModule,
} from "./state.js";
import { normalsToStore } from "./store.js";

/** What `new NormalView` takes: normals, pictures of their size (but for the photo), and any control. */
export interface NormalViewOptions extends Partial<NormalControls> {
  readonly normals: NormalMap;
  /** the picture that the normals were decoded from */
  readonly painted?: RgbImage;
  /**
   * the photo that was given to the generator; relighting can take its colours; one of another size is fitted to the
   * normals, and a note says so
   */
  readonly photo?: RgbImage;
  /** normals as they were measured, to compare with */
  readonly truth?: NormalMap;
  /** metres of the same scene: do its surfaces face where the normals say? */
  readonly depth?: DepthMap;
  /** degrees that the picture spans from left to right, for `depth`; default 60 */
  readonly fieldOfView?: number;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

/** Smooths the steps of a painted depth code, and leaves edges where they are. */
export const DEPTH_RADIUS = 3;

export interface NormalView extends NormalControls {}
/**
 * Explores surface normals: a ball that is their legend and counts their directions, a direction to look for, a
 * light to move, angles, patches, and how they compare with measured ones or with depth. Every control is a
 * property: set it and the view moves, move it and `onChange` runs. Directions are unit vectors of the camera: x to
 * the right, y up, z to the viewer.
 *
 * @throws ArgumentError if pictures differ in size, if a name is unknown, or if a control gets what it cannot take
 * @example
 * const view = new NormalView({ normals: decodeNormals(painted), painted, photo });
 * view.direction = [0, 1, 0]; // what faces up
 * view.set({ picture: "relit", light: [-0.6, 0.6, 0.53] });
 * view.onChange("direction", ({ direction }) => console.log(direction));
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class NormalView extends Widget<NormalState> {
  readonly normals: NormalMap;

  constructor(options: NormalViewOptions) {
    const { painted, truth, depth, fieldOfView = 60, linkedCursor } = options ?? {};
    checkNormals(options?.normals);
    const normals = withoutZeros(options.normals);
    checkViewOptions("NormalView", options, [...pictureOptions, ...controlNames]);
    if (painted !== undefined) checkPainted("normals", painted, normals);
    if (options.photo !== undefined) checkRgb("photo", options.photo);
    const { photo, note: ofPhoto } = options.photo ? fitPhoto(options.photo, normals, "normals") : {};
    const note = notesOf(options.note, ofPhoto);
    if (truth !== undefined) checkTruth(truth, normals);
    if (depth !== undefined) checkDepth(depth, normals);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    checkNumber("fieldOfView", fieldOfView, [1, 179], "60 degrees are usual for a photo");
    const base: NormalState = {
      ...normalDefaults,
      width: normals.width,
      height: normals.height,
      normals: normals.data,
      painted: painted?.data ?? null,
      photo: photo?.data ?? null,
      residual: painted ? null : (normals.residual ?? null),
      truth: truth?.data ?? null,
      depth: depth?.data ?? null,
      fieldOfView,
      cursorLink: linkedCursor?.id ?? null,
      ...(note && { note }),
    };
    const own = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    super({
      modelName: normalModule.modelName,
      modelModule: normalModule.module,
      modelModuleVersion: normalModule.version,
      viewName: normalModule.viewName,
      viewModule: normalModule.module,
      viewModuleVersion: normalModule.version,
      state: { ...base, ...checkControls(own, base) },
      silent: planes,
      heldBack: planes,
      validate: checkControls,
      describe: async () => {
        const controls = Object.fromEntries(
          controlNames.map((name) => [name, this.get(name)]),
        ) as unknown as NormalControls;
        const turned = new NormalMap({ ...sizeOf(normals), data: turnAxes(normals.data, controls.axes) });
        const residual = painted ? decodeNormals(painted).residual : normals.residual;
        const ofDepth =
          depth &&
          (() =>
            normalsOfDepth(depth, intrinsicsOfView(depth, { degrees: fieldOfView }), {
              radius: DEPTH_RADIUS,
            }));
        const pictures = {
          ...sizeOf(normals),
          normals: turned.data,
          painted: painted?.data,
          photo: photo?.data,
          residual,
          truth: truth?.data,
          ofDepth,
        };
        const { direction, cone, picture } = controls;
        const frame = stillFrame(normals);
        const source = sourceOf(pictures, picture, controls);
        const pixels = drawNormals(pictures, source, frame, direction && { direction, degrees: cone });
        const shown = {
          normals,
          painted,
          photo,
          truth,
          depth,
          fieldOfView,
          cursorLink: base.cursorLink,
          note,
        };
        return {
          "text/plain": this.toString(),
          "image/png": await stillPng(frame, pixels),
          [storedMime]: await packView(normalsToStore(shown, controls)),
        };
      },
    });
    this.normals = normals;
    linkedCursor?.join(this, normals);
  }

  /**
   * Sets several controls at once.
   *
   * @throws ArgumentError for a name that is none of them, or a value that one cannot take
   */
  override set(changes: Partial<NormalControls>): void {
    checkChanges("NormalView", changes, controlNames);
    super.set(given(changes));
  }

  override toString(): string {
    return `NormalView ${this.normals.toString()}`;
  }
}

/** Large values: not echoed, and held back from a reloaded page until it shows the view. */
const planes: (keyof NormalState)[] = ["normals", "painted", "photo", "residual", "truth", "depth"];

const pictureOptions = [
  "normals",
  "painted",
  "photo",
  "truth",
  "depth",
  "fieldOfView",
  "linkedCursor",
  "note",
] as const satisfies readonly (keyof NormalViewOptions)[];

/** Many tools write 0, 0, 0 where there is no surface; it is no direction. */
function withoutZeros(normals: NormalMap): NormalMap {
  const { data } = normals;
  const isNone = (at: number): boolean => data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 0;
  let known: Float32Array | undefined;
  for (let at = 0; at < data.length; at += 3) {
    if (!isNone(at)) continue;
    known ??= data.slice();
    known.fill(Number.NaN, at, at + 3);
  }
  return known ? new NormalMap({ ...normals, data: known }) : normals;
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

defineProperties(NormalView, controlNames);
