/** A DepthView's whole picture, drawn in the kernel for places where no widget can be. */
import { type DepthTables, decodeDepth } from "vision-peel/codecs";
import type { DepthMap, RgbImage } from "vision-peel/image";
import { alignDepth } from "vision-peel/metrics";
import type { Frame } from "../shared/draw/frame.js";
import { alignMetres } from "./aligned.js";
import { coloursOf } from "./draw/colours.js";
import { errorsOf } from "./draw/errors.js";
import { drawFrame } from "./draw/layer.js";
import type { DepthPictures } from "./draw/pictures.js";
import { sourceOf } from "./draw/sources.js";
import { farMetres } from "./state.js";
import type { DepthControls } from "./store.js";

interface Shown {
  readonly depth: DepthMap;
  readonly painted: RgbImage | undefined;
  readonly photo: RgbImage | undefined;
  readonly truth: DepthMap | undefined;
}

/** The frame's pixels, as the view would draw them. */
export function drawDepth(
  shown: Shown,
  controls: DepthControls,
  tables: DepthTables,
  frame: Frame,
): Uint32Array {
  const pictures = picturesOf(shown, controls, tables);
  const { truth, metres } = pictures;
  const source = sourceOf(pictures, controls.picture, {
    ...controls,
    colours: coloursOf(controls, metres, tables),
    ...(truth && { errors: () => errorsOf(metres, truth, controls.errorUnit) }),
  });
  const { near, far, outside } = controls;
  return drawFrame(pictures, source, frame, { near, far: farMetres(far), outside });
}

function picturesOf(
  { depth, painted, photo, truth }: Shown,
  { alignment }: DepthControls,
  tables: DepthTables,
): DepthPictures {
  const { width, height, data } = depth;
  const { lambda, c } = tables.code;
  return {
    ...{ width, height, tables },
    metres: truth ? alignMetres(data, alignDepth(data, truth.data, alignment)) : data,
    painted: painted?.data,
    photo: photo?.data,
    truth: truth?.data,
    residual: painted ? decodeDepth(painted, { lambda, c }).residual : depth.residual,
  };
}
