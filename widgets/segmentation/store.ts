import type { InstanceMap, LabelMap, RgbImage } from "vision-peel/image";
import { besideAtRest } from "../shared/beside.js";
import type { PlaneToStore, ViewToStore } from "../shared/stored/pack.js";
import { classesThatSay } from "./painting.js";
import { type Region, type SegmentationControls, segmentationModule } from "./state.js";

/** What a view shows. */
export interface SegmentationToStore {
  readonly width: number;
  readonly height: number;
  readonly map: LabelMap | InstanceMap;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;
  readonly truth: Uint16Array | undefined;
  readonly regions: readonly Region[];
  readonly areInstances: boolean;
  readonly prompt: string | null;
  readonly cursorLink?: string | null;
  readonly selectionLink?: string | null;
  readonly note?: string | undefined;
}

/** What of a SegmentationView is kept in the notebook. Ids that their painting says are not kept a second time. */
export function segmentationToStore(shown: SegmentationToStore, controls: SegmentationControls): ViewToStore {
  const {
    map,
    painted,
    photo,
    truth,
    regions,
    areInstances,
    prompt,
    cursorLink = null,
    selectionLink = null,
    note,
  } = shown;
  const planes: Record<string, PlaneToStore> = {};
  const margin = "legend" in map ? map.margin : undefined;
  const classes = painted && "legend" in map ? classesThatSay(map, painted) : undefined;
  if (!classes) planes.ids = { data: map.data, channels: 1, shrinks: "nearest" };
  if (!classes && margin) planes.margin = { data: margin, channels: 1, shrinks: "nearest" };
  if (painted) planes.painted = { data: painted.data, channels: 3, shrinks: "nearest" };
  if (photo) planes.photo = { data: photo.data, channels: 3, shrinks: "mean" };
  if (truth) planes.truth = { data: truth, channels: 1, shrinks: "nearest" };
  return {
    view: segmentationModule.viewName,
    version: segmentationModule.version,
    width: shown.width,
    height: shown.height,
    planes,
    stateAt: ({ width, height, factor }) => ({
      ...{ ids: null, margin: null, painted: null, photo: null, truth: null },
      ...controls,
      // A notebook that is opened does not move by itself.
      beside: besideAtRest(controls.beside),
      cursor: pixel(controls.cursor, factor),
      instance: pixel(controls.instance, factor),
      // Lengths and areas shrink with the picture; what is on stays on.
      smooth: Math.ceil(controls.smooth / factor),
      band: Math.ceil(controls.band / factor),
      maxHole: Math.ceil(controls.maxHole / factor ** 2),
      minArea: Math.ceil(controls.minArea / factor ** 2),
      ...{ width, height, regions, areInstances, prompt, cursorLink, selectionLink },
      ...(classes && { decodedBy: classes }),
      ...(note && { note }),
    }),
  };
}

const pixel = (at: { x: number; y: number } | null, factor: number) =>
  at && { x: Math.floor(at.x / factor), y: Math.floor(at.y / factor) };
