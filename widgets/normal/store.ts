import { decodeNormals } from "vision-peel/codecs";
import type { DepthMap, NormalMap, RgbImage } from "vision-peel/image";
import { besideAtRest } from "../shared/beside.js";
import type { PlaneToStore, ViewToStore } from "../shared/stored/pack.js";
import { type NormalControls, normalModule, type Patch } from "./state.js";

/** What a view shows. */
export interface NormalToStore {
  readonly normals: NormalMap;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;
  readonly truth: NormalMap | undefined;
  readonly depth: DepthMap | undefined;
  readonly fieldOfView: number;
  readonly cursorLink?: string | null;
  /** what is to be known about these data */
  readonly note?: string | undefined;
}

/** What of a NormalView is kept in the notebook. Normals that their painting says are not kept a second time. */
export function normalsToStore(shown: NormalToStore, controls: NormalControls): ViewToStore {
  const { normals, painted, photo, truth, depth, fieldOfView, cursorLink = null, note } = shown;
  const planes: Record<string, PlaneToStore> = {};
  if (!painted || !says(painted, normals))
    planes.normals = { data: normals.data, channels: 3, shrinks: "nearest" };
  if (!painted && normals.residual)
    planes.residual = { data: normals.residual, channels: 1, shrinks: "nearest" };
  if (painted) planes.painted = { data: painted.data, channels: 3, shrinks: "nearest" };
  if (photo) planes.photo = { data: photo.data, channels: 3, shrinks: "mean" };
  if (truth) planes.truth = { data: truth.data, channels: 3, shrinks: "nearest" };
  if (depth) planes.depth = { data: depth.data, channels: 1, shrinks: "nearest" };
  return {
    view: normalModule.viewName,
    version: normalModule.version,
    width: normals.width,
    height: normals.height,
    planes,
    stateAt: ({ width, height, factor }) => {
      const pixel = (at: { x: number; y: number } | null) =>
        at && { x: Math.floor(at.x / factor), y: Math.floor(at.y / factor) };
      return {
        ...{ normals: null, painted: null, photo: null, residual: null, truth: null, depth: null },
        ...controls,
        beside: besideAtRest(controls.beside),
        cursor: pixel(controls.cursor),
        anchor: pixel(controls.anchor),
        patch: controls.patch && smaller(controls.patch, factor),
        ...{ width, height, fieldOfView, cursorLink, ...(note && { note }) },
      };
    },
  };
}

function smaller({ x, y, width, height }: Patch, factor: number): Patch {
  const part = (length: number) => Math.max(1, Math.floor(length / factor));
  return { x: Math.floor(x / factor), y: Math.floor(y / factor), width: part(width), height: part(height) };
}

/** Whether a painting decodes to these very normals. */
function says(painted: RgbImage, normals: NormalMap): boolean {
  const { data } = decodeNormals(painted);
  return data.every((value, i) => Object.is(value, normals.data[i]));
}
