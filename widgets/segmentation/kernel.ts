import { type MimeBundle, Widget } from "@vision-peel/kernel/widgets";
import { ArgumentError } from "vision-peel";
import { InstanceMap, LabelMap, type LegendEntry, type RgbImage } from "vision-peel/image";
import { checkChanges, checkViewOptions } from "../shared/checkGiven.js";
import { checkPainted, checkRgb } from "../shared/checkPictures.js";
import { fitPhoto } from "../shared/fitPhoto.js";
import { checkLinked, type LinkedCursor, type LinkedSelection } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { stillFrame, stillPng } from "../shared/still.js";
import { storedMime } from "../shared/stored/format.js";
import { packView } from "../shared/stored/pack.js";
import { alignTruth } from "./alignTruth.js";
import { checkControls, checkIgnore, checkLegend, checkMap, checkPrompt, checkTruth } from "./checks.js";
import { drawSegmentation } from "./draw/still.js";
import { regionsOf } from "./regions.js";
import { type SegmentationScores, scoresOfIds } from "./scores.js";
import { type IdControls, shownIds } from "./shownIds.js";
import {
  controlNames,
  type SegmentationControls,
  type SegmentationState,
  segmentationDefaults,
  segmentationModule,
} from "./state.js";
import { segmentationToStore } from "./store.js";

/** What `new SegmentationView` takes: labels or instances, pictures, and any control. */
export interface SegmentationViewOptions extends Partial<SegmentationControls> {
  readonly labels?: LabelMap;
  readonly instances?: InstanceMap;
  /** the picture that the ids were decoded from */
  readonly painted?: RgbImage;
  /** the photo that was given to the generator; one of another size is fitted to the ids, and a note says so */
  readonly photo?: RgbImage;
  /** names and colours; default: the labels' own */
  readonly legend?: readonly LegendEntry[];
  /** labels or instances as they truly are; classes correspond by name, things by overlap */
  readonly truth?: LabelMap | InstanceMap;
  /** true ids that are not scored; default 255, unless the truth's legend lists it */
  readonly ignore?: readonly number[];
  /** what was asked of the generator; default: what the map's provenance tells */
  readonly prompt?: string;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
  /** what it isolates together with other views of the same legend */
  readonly linkedSelection?: LinkedSelection;
}

export interface SegmentationView extends SegmentationControls {}
/**
 * Explores classes or instances over a picture: opacity, contours, a legend that isolates, the pixel's name, painted
 * colour and runner-up, what is ambiguous, cleaning up, instances one by one, and how all agrees with the truth. Every
 * control is a property: set it and the view moves, move it and `onChange` runs.
 *
 * @throws ArgumentError if painted or truth differ in size from the ids, if a name is unknown, or if a control gets
 * what it cannot take
 * @example
 * const view = new SegmentationView({ labels: decodeSemantic(painted, legend), painted, photo, truth });
 * view.opacity = 0.4;
 * view.set({ drawing: "both", isolated: [1] });
 * view.onChange("isolated", ({ isolated }) => console.log(isolated));
 * view.set({ minMargin: 20, ambiguous: "unknown", minArea: 50 });
 * view.result; // the labels as they are now shown
 * view.scores?.mIoU; // and how they agree with the truth
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class SegmentationView extends Widget<SegmentationState> {
  /** as it was given */
  readonly map: LabelMap | InstanceMap;

  constructor(options: SegmentationViewOptions) {
    const { labels, instances, painted, legend, truth, linkedCursor, linkedSelection } = options ?? {};
    const map = labels ?? instances;
    if (!map || (labels && instances)) {
      throw new ArgumentError({
        argument: "labels or instances",
        expected: "one of the two",
        got: map ? "both" : "neither",
        remedy: "pass new SegmentationView({ labels }) or new SegmentationView({ instances })",
      });
    }
    const name = labels ? "labels" : "instances";
    checkMap(name, map);
    checkViewOptions("SegmentationView", options, [...mapOptions, ...controlNames]);
    if (painted !== undefined) checkPainted(name, painted, map);
    if (options.photo !== undefined) checkRgb("photo", options.photo);
    const { photo, note: ofPhoto } = options.photo ? fitPhoto(options.photo, map, name) : {};
    const note = notesOf(options.note, ofPhoto);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    checkLinked("linkedSelection", linkedSelection, "LinkedSelection");
    if (legend !== undefined) checkLegend(legend);
    if (options.prompt !== undefined) checkPrompt(options.prompt);
    if (options.ignore !== undefined) checkIgnore(options.ignore);
    const margin = labels?.margin;
    let regions = regionsOf(map, legend);
    let trueIds: Uint16Array | undefined;
    if (truth !== undefined) {
      checkTruth(truth, map);
      const { ignore = usuallyIgnored(truth) } = options;
      checkIgnore(ignore);
      const aligned = alignTruth(map, truth, regions, ignore);
      trueIds = aligned.data;
      regions = [...regions, ...aligned.regions];
    }
    const { prompt = promptOf(map) } = options;
    const base: SegmentationState = {
      ...segmentationDefaults,
      ground: photo ? "photo" : "none",
      // Over nothing, regions have the colours of their legend.
      opacity: photo ? segmentationDefaults.opacity : 1,
      width: map.width,
      height: map.height,
      ids: map.data,
      painted: painted?.data ?? null,
      photo: photo?.data ?? null,
      margin: margin ?? null,
      truth: trueIds ?? null,
      regions,
      prompt,
      areInstances: instances !== undefined,
      cursorLink: linkedCursor?.id ?? null,
      selectionLink: linkedSelection?.id ?? null,
      ...(note && { note }),
    };
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    const { modelName, viewName, module, version } = segmentationModule;
    super({
      modelName,
      modelModule: module,
      modelModuleVersion: version,
      viewName,
      viewModule: module,
      viewModuleVersion: version,
      state: { ...base, ...checkControls(given, base) },
      silent: [...planes, "regions", "prompt"],
      heldBack: planes,
      validate: checkControls,
      describe: async (): Promise<MimeBundle> => {
        const controls = Object.fromEntries(
          controlNames.map((key) => [key, this.get(key)]),
        ) as unknown as SegmentationControls;
        const { width, height, data: ids } = map;
        const shown = {
          ...{ width, height, ids, margin, painted, photo, truth: trueIds },
          ...{ regions, areInstances: base.areInstances, prompt, note },
          ...{ cursorLink: base.cursorLink, selectionLink: base.selectionLink ?? null },
        };
        const frame = stillFrame(map);
        const pictures = { ...shown, painted: painted?.data, photo: photo?.data };
        return {
          "text/plain": this.toString(),
          "image/png": await stillPng(frame, drawSegmentation(pictures, regions, controls, frame)),
          [storedMime]: await packView(segmentationToStore({ ...shown, map }, controls)),
        };
      },
    });
    this.map = map;
    linkedCursor?.join(this, map);
    linkedSelection?.join(this);
  }

  /**
   * Sets several controls at once.
   *
   * @throws ArgumentError for a name that is none of them, or a value that one cannot take
   */
  override set(changes: Partial<SegmentationControls>): void {
    checkChanges("SegmentationView", changes, controlNames);
    super.set(changes);
  }

  /** The ids as they are shown: ambiguous pixels left unknown, cleaned up. The given map stays as it is. */
  get result(): LabelMap | InstanceMap {
    const { map } = this;
    const { width, height, data: ids } = map;
    const margin = "legend" in map ? map.margin : undefined;
    const data = shownIds({ width, height, ids, margin }, this as IdControls);
    if (data === ids) return map;
    if (!("legend" in map)) return new InstanceMap({ width, height, data });
    const legend = this.get("regions").map(({ id, name, colour }) => ({ id, name, colour }));
    return new LabelMap({ ...map, data, legend });
  }

  /** How what is shown agrees with the truth, near borders only where there is a band; null without a truth. */
  get scores(): SegmentationScores | null {
    const truth = this.get("truth") as Uint16Array | null;
    if (!truth) return null;
    const { width, height, data: ids } = this.result;
    return scoresOfIds(
      { width, height, ids, truth },
      this.get("regions"),
      this.band,
      this.get("areInstances"),
    );
  }

  override toString(): string {
    return `SegmentationView ${this.map.toString()}`;
  }
}

/** Large values: not echoed, and held back from a reloaded page until it shows the view. */
const planes: (keyof SegmentationState)[] = ["ids", "painted", "photo", "margin", "truth"];

const mapOptions = [
  "labels",
  "instances",
  "painted",
  "photo",
  "legend",
  "truth",
  "ignore",
  "prompt",
  "linkedCursor",
  "linkedSelection",
  "note",
] as const satisfies readonly (keyof SegmentationViewOptions)[];

/** 255 is void in Cityscapes, VOC and ADE20K, unless a legend says otherwise. */
const usuallyIgnored = (truth: LabelMap | InstanceMap): number[] =>
  "legend" in truth && !truth.legend.some(({ id }) => id === 255) ? [255] : [];

function promptOf({ provenance }: LabelMap | InstanceMap): string | null {
  const prompt = provenance?.prompt;
  return typeof prompt === "string" ? prompt : null;
}

defineProperties(SegmentationView, controlNames);
