import { decodeDepth } from "vision-peel/codecs";
import type { DepthMap, RgbImage } from "vision-peel/image";
import { besideAtRest } from "../shared/beside.js";
import type { PlaneToStore, ViewToStore } from "../shared/stored/pack.js";
import { type DepthState, depthDefaults, depthModule, type PixelPair, type PixelPosition } from "./state.js";

export type DepthControls = Pick<DepthState, keyof typeof depthDefaults>;

/** The pictures of a view. */
interface Pictures {
  readonly depth: DepthMap;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;
  readonly truth: DepthMap | undefined;
}

/** What of a DepthView is kept in the notebook. Depth that its painting says is not kept a second time. */
export function depthToStore(
  { depth, painted, photo, truth }: Pictures,
  controls: DepthControls,
  links: Pick<DepthState, "cursorLink" | "rangeLink" | "note"> = { cursorLink: null, rangeLink: null },
): ViewToStore {
  const isPainted = painted !== undefined && says(painted, depth, controls);
  const planes: Record<string, PlaneToStore> = {};
  if (!isPainted) planes.depth = { data: depth.data, channels: 1, shrinks: "nearest" };
  if (!painted && depth.residual) {
    planes.residual = { data: depth.residual, channels: 1, shrinks: "nearest" };
  }
  if (painted) planes.painted = { data: painted.data, channels: 3, shrinks: "nearest" };
  if (photo) planes.photo = { data: photo.data, channels: 3, shrinks: "mean" };
  if (truth) planes.truth = { data: truth.data, channels: 1, shrinks: "nearest" };
  return {
    view: depthModule.viewName,
    version: depthModule.version,
    width: depth.width,
    height: depth.height,
    planes,
    stateAt: ({ width, height, factor }) => {
      const pixel = ({ x, y }: PixelPosition): PixelPosition => ({
        x: Math.floor(x / factor),
        y: Math.floor(y / factor),
      });
      const pair = ({ from, to }: PixelPair): PixelPair => ({ from: pixel(from), to: pixel(to) });
      return {
        depth: null,
        painted: null,
        photo: null,
        residual: null,
        truth: null,
        ...depthDefaults,
        ...controls,
        ...links,
        cursor: controls.cursor && pixel(controls.cursor),
        measures: controls.measures.map(pair),
        line: controls.line && pair(controls.line),
        // A notebook that is opened does not move by itself.
        sweep: false,
        beside: besideAtRest(controls.beside),
        width,
        height,
      };
    },
  };
}

/** Whether a painting decodes to this very depth. */
function says(painted: RgbImage, depth: DepthMap, { lambda, c }: DepthControls): boolean {
  const { data } = decodeDepth(painted, { lambda, c });
  return data.every((metres, i) => Object.is(metres, depth.data[i]));
}
