/** The state of a CodeCube that the kernel and the page share. */
import type { LayeredState, LayerRegion } from "../layers/state.js";
import type { PixelPosition, Viewpoint } from "../shared/state.js";

/** Which code stands in the cube: the walk of depth, the ball of normals, or the points of a legend. */
export const cubeCodes = ["depth", "normals", "legend"] as const;
export type CubeCode = (typeof cubeCodes)[number];

/** What colours the points have: their own, those of what they decode to, or how far they are off the code. */
export const cubeColourings = ["painted", "decoded", "residual"] as const;
export type CubeColouring = (typeof cubeColourings)[number];

export interface CubeState extends LayeredState {
  /** the first layer is the painted picture, whose pixels are the cloud; none: the code alone */
  code: CubeCode;
  /** of a legend */
  regions: readonly LayerRegion[];
  /** of depth: shape and scale of the power transform; metres */
  lambda: number;
  c: number;
  viewpoint: Viewpoint;
  colouring: CubeColouring;
  /** only colours at least this far off the code are drawn, levels; 0: all */
  leastResidual: number;
  /** whether the cells of a legend are painted on the cube's far faces */
  cells: boolean;
  cursor: PixelPosition | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const cubeDefaults = Object.freeze({
  lambda: -3,
  c: 10 / 3,
  viewpoint: { right: 35, up: -22, zoom: 1, x: 0, y: 0 },
  colouring: "painted",
  leastResidual: 0,
  cells: true,
  cursor: null,
} as const satisfies Partial<CubeState>);

export type CubeControlName = keyof typeof cubeDefaults;
export type CubeControls = Pick<CubeState, CubeControlName>;
export const controlNames = Object.keys(cubeDefaults) as CubeControlName[];

/** What names the model and the view to the page. */
export const cubeModule = Object.freeze({
  modelName: "CodeCubeModel",
  viewName: "CodeCubeView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
