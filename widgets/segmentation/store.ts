import type { RgbImage } from "vision-peel/image";
import type { PlaneToStore, ViewToStore } from "../shared/stored/pack.js";
import { type Region, type SegmentationControls, segmentationModule } from "./state.js";

/** What a view shows. */
export interface SegmentationToStore {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
  readonly margin: Float32Array | undefined;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;
  readonly regions: readonly Region[];
  readonly areInstances: boolean;
}

/** What of a SegmentationView is kept in the notebook. */
export function segmentationToStore(shown: SegmentationToStore, controls: SegmentationControls): ViewToStore {
  const { ids, margin, painted, photo, regions, areInstances } = shown;
  const planes: Record<string, PlaneToStore> = { ids: { data: ids, channels: 1, shrinks: "nearest" } };
  if (margin) planes.margin = { data: margin, channels: 1, shrinks: "nearest" };
  if (painted) planes.painted = { data: painted.data, channels: 3, shrinks: "nearest" };
  if (photo) planes.photo = { data: photo.data, channels: 3, shrinks: "mean" };
  return {
    view: segmentationModule.viewName,
    version: segmentationModule.version,
    width: shown.width,
    height: shown.height,
    planes,
    stateAt: ({ width, height, factor }) => ({
      ...{ ids: null, margin: null, painted: null, photo: null },
      ...controls,
      cursor: controls.cursor && {
        x: Math.floor(controls.cursor.x / factor),
        y: Math.floor(controls.cursor.y / factor),
      },
      ...{ width, height, regions, areInstances },
    }),
  };
}
