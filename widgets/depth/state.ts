/** The state that the kernel and the page share. JSON has no Infinity, so `far: null` stands for it. */

export type DepthPictureName = "photo" | "painted" | "depth";
export type OutsideStyle = "dimmed" | "hidden";

/** A pixel: x to the right, y down, both from 0. */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** A plane of numbers, as it is made (a typed array) or as it arrives in the page (a view on a message). */
export type Binary = ArrayBufferView | ArrayBuffer;

export interface DepthState {
  width: number;
  height: number;
  /** float32 metres, little-endian, row by row; +Infinity is the sky, NaN is unknown; null: as painted */
  depth: Binary | null;
  /** RGB bytes, interleaved */
  painted: Binary | null;
  photo: Binary | null;
  /** float32 levels off the code; only sent where there is no painted picture to read it from */
  residual: Binary | null;
  /** the parameters of the depth code */
  lambda: number;
  c: number;
  /** metres */
  near: number;
  /** metres; null is infinity */
  far: number | null;
  /** which picture is shown */
  picture: DepthPictureName;
  /** how pixels outside of near … far look */
  outside: OutsideStyle;
  cursor: PixelPosition | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const depthDefaults = Object.freeze({
  lambda: -3,
  c: 10 / 3,
  near: 0,
  far: null,
  picture: "depth",
  outside: "dimmed",
  cursor: null,
} as const satisfies Partial<DepthState>);

/** What names the model and the view to the page. */
export const depthModule = Object.freeze({
  modelName: "DepthModel",
  viewName: "DepthView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);

/** Metres of a `far` as it travels. */
export const farMetres = (far: number | null): number => far ?? Infinity;

/** A far limit as it travels. */
export const farOnWire = (metres: number): number | null => (metres === Infinity ? null : metres);
