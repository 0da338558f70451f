import { type MimeBundle, Widget } from "@vision-peel/kernel/widgets";
import { ArgumentError } from "vision-peel";
import type { InstanceMap, LabelMap, LegendEntry, RgbImage } from "vision-peel/image";
import { defineProperties } from "../shared/properties.js";
import { stillFrame, stillPng } from "../shared/still.js";
import { storedMime } from "../shared/stored/format.js";
import { packView } from "../shared/stored/pack.js";
import { checkControls, checkMap, checkPicture, controlsAmong } from "./checks.js";
import { colourTable } from "./colours.js";
import { blend, sampleIds } from "./draw.js";
import { regionsOf } from "./regions.js";
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
  /** the photo that was given to the generator */
  readonly photo?: RgbImage;
  /** names and colours; default: the labels' own */
  readonly legend?: readonly LegendEntry[];
}

export interface SegmentationView extends SegmentationControls {}
/**
 * Explores classes or instances over a picture: opacity, contours, a legend that isolates, the pixel's name,
 * painted colour and runner-up, and what is ambiguous. Every control is a property: set it and the view moves,
 * move it and `onChange` runs.
 *
 * @throws ArgumentError if pictures differ in size or a control gets what it cannot take
 * @example
 * const view = new SegmentationView({ labels: decodeSemantic(painted, legend), painted, photo });
 * view.opacity = 0.4;
 * view.set({ drawing: "both", isolated: [1] });
 * view.onChange("isolated", ({ isolated }) => console.log(isolated));
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class SegmentationView extends Widget<SegmentationState> {
  readonly map: LabelMap | InstanceMap;

  constructor(options: SegmentationViewOptions) {
    const { labels, instances, painted, photo, legend } = options ?? {};
    const map = labels ?? instances;
    if (!map || (labels && instances)) {
      throw new ArgumentError({
        argument: "labels or instances",
        expected: "one of the two",
        got: map ? "both" : "neither",
        remedy: "pass new SegmentationView({ labels }) or new SegmentationView({ instances })",
      });
    }
    checkMap(labels ? "labels" : "instances", map);
    if (painted) checkPicture("painted", painted, map);
    if (photo) checkPicture("photo", photo, map);
    const margin = labels?.margin;
    const regions = regionsOf(map, legend);
    const base: SegmentationState = {
      ...segmentationDefaults,
      ground: photo ? "photo" : "none",
      width: map.width,
      height: map.height,
      ids: map.data,
      painted: painted?.data ?? null,
      photo: photo?.data ?? null,
      margin: margin ?? null,
      regions,
      areInstances: instances !== undefined,
    };
    const { modelName, viewName, module, version } = segmentationModule;
    super({
      modelName,
      modelModule: module,
      modelModuleVersion: version,
      viewName,
      viewModule: module,
      viewModuleVersion: version,
      state: { ...base, ...checkControls(controlsAmong(options), base) },
      silent: ["ids", "painted", "photo", "margin", "regions"],
      validate: checkControls,
      describe: async (): Promise<MimeBundle> => {
        const controls = Object.fromEntries(controlNames.map((key) => [key, this.get(key)]));
        const { width, height, data: ids } = map;
        const shown = {
          width,
          height,
          ids,
          margin,
          painted,
          photo,
          regions,
          areInstances: base.areInstances,
        };
        const frame = stillFrame(map);
        const pixels = new Uint32Array(frame.width * frame.height);
        const pictures = { width, height, ids, margin, painted: painted?.data, photo: photo?.data };
        const how = { ...(controls as SegmentationControls), table: colourTable(regions, this) };
        blend(sampleIds(pictures, this.ground, frame), pictures, how, pixels);
        return {
          "text/plain": this.toString(),
          "image/png": await stillPng(frame, pixels),
          [storedMime]: await packView(segmentationToStore(shown, controls as SegmentationControls)),
        };
      },
    });
    this.map = map;
  }

  override toString(): string {
    return `SegmentationView ${this.map.toString()}`;
  }
}

defineProperties(SegmentationView, controlNames);
