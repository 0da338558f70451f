import { depthTables } from "vision-peel/codecs";
import type { DepthMap, RgbImage } from "vision-peel/image";
import { checkControls, checkDepth } from "../depth/checks.js";
import type { DepthViewOptions } from "../depth/kernel.js";
import { type DepthState, depthDefaults, farMetres, farOnWire } from "../depth/state.js";
import { type DepthControls, depthToStore } from "../depth/store.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkRgb } from "../shared/checkPictures.js";
import { fitPhoto } from "../shared/fitPhoto.js";
import { checkLinked, type LinkedCursor, type LinkedRange } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { controlNames, type PointControlName, pointDefaults, pointModule } from "./state.js";
import { cloudStill } from "./still.js";

type Controls = Pick<DepthViewOptions, PointControlName>;

/** What `new PointCloudView` takes: depth, perhaps its photo, and any control. */
export interface PointCloudViewOptions extends Controls {
  readonly depth: DepthMap;
  /** the photo, whose colours the points have; one of another size is fitted to depth, and a note says so */
  readonly photo?: RgbImage;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views: a DepthView's, say */
  readonly linkedCursor?: LinkedCursor;
  /** a slice that it shares with other views */
  readonly linkedRange?: LinkedRange;
}

const OPTIONS = ["depth", "photo", "note", "linkedCursor", "linkedRange"];
const planes = ["depth", "photo"] as const;

type Properties = { -readonly [Name in PointControlName]: NonNullable<DepthViewOptions[Name]> };
export interface PointCloudView extends Properties {}
/**
 * Points in space, textured by the photo: turned, zoomed and moved by hand, without those that float between two
 * surfaces. Linked to a DepthView it shows what that slices and where that points.
 *
 * @throws ArgumentError for what is no depth, or a control that gets what it cannot take
 * @example
 * const [linkedCursor, linkedRange] = [new LinkedCursor(), new LinkedRange()];
 * const view = new DepthView({ depth, photo, linkedCursor, linkedRange });
 * const points = new PointCloudView({ depth, photo, linkedCursor, linkedRange });
 * points.viewpoint = { ...points.viewpoint, right: 90 };
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class PointCloudView extends View<DepthState, PointControlName> {
  readonly depth: DepthMap;

  constructor(options: PointCloudViewOptions) {
    checkViewOptions("PointCloudView", options, [...OPTIONS, ...controlNames]);
    const { depth, linkedCursor, linkedRange } = options;
    checkDepth(depth);
    if (options.photo !== undefined) checkRgb("photo", options.photo);
    const { photo, note: ofPhoto } = options.photo ? fitPhoto(options.photo, depth, "depth") : {};
    const note = notesOf(options.note, ofPhoto);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    checkLinked("linkedRange", linkedRange, "LinkedRange");
    const { width, height } = depth;
    const tables = depthTables({ lambda: depthDefaults.lambda, c: depthDefaults.c });
    const pictures = { width, height, metres: depth.data, photo: photo?.data, tables };
    const links = { cursorLink: linkedCursor?.id ?? null, rangeLink: linkedRange?.id ?? null };
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    super({
      module: pointModule,
      state: {
        ...pointDefaults,
        ...{ width, height, depth: depth.data, photo: photo?.data ?? null },
        ...{ painted: null, residual: null, truth: null, ...links },
        ...(note && { note }),
        ...onWire(given),
      },
      controlNames,
      planes,
      check: checkControls,
      still: (controls) => cloudStill(pictures, { ...pointDefaults, ...controls } as DepthControls),
      store: (controls) => {
        const stored = depthToStore(
          { depth, photo, painted: undefined, truth: undefined },
          { ...pointDefaults, ...controls } as DepthControls,
          { ...links, ...(note && { note }) },
        );
        return { ...stored, view: pointModule.viewName };
      },
    });
    this.depth = depth;
    linkedCursor?.join(this, depth);
    linkedRange?.join(this);
  }

  override set(changes: Partial<Properties>): void {
    super.set(onWire(changes as Record<string, unknown>));
  }

  override toString(): string {
    return `PointCloudView ${this.depth.toString()}`;
  }
}

function onWire(changes: Record<string, unknown>): Partial<DepthState> {
  return changes.far === undefined ? changes : { ...changes, far: farOnWire(changes.far as number) };
}

defineProperties(PointCloudView, controlNames, (name, value) =>
  name === "far" ? farMetres(value as number | null) : value,
);
