/** The state of a figure that the kernel and the page share, and what they say to each other beside it. */

/** Bytes, as they are made (a typed array) or as they arrive in the page (a view on a message). */
export type Bytes = ArrayBufferView | ArrayBuffer | string;

/** Plotly's own form of a typed array: its kind, its bytes, and `"rows, columns"` if it has two dimensions. */
export interface BinaryArray {
  dtype: string;
  bdata: Bytes;
  shape?: string;
}

/** JSON, but for binary arrays. */
export type WireValue =
  | string
  | number
  | boolean
  | null
  | BinaryArray
  | WireValue[]
  | { [key: string]: WireValue };
export type WireObject = { [key: string]: WireValue };

export const figureEvents = ["click", "hover", "unhover", "select", "deselect", "relayout"] as const;
export type FigureEventName = (typeof figureEvents)[number];

export interface FigureState {
  data: WireObject[];
  /** not `layout`, which is the name of ipywidgets for the place around a view */
  plotLayout: WireObject;
  config: WireObject;
  /** what the page shall tell of; nothing else crosses the wire */
  events: FigureEventName[];
  /** the figure in one line, for those who do not see it */
  description: string;
}

/** Changes that need not send the whole data again. */
export type FigureChange =
  | { change: "restyle"; changes: WireObject; traces: number[] }
  | { change: "extend"; points: WireObject; trace: number; keep: number | null };

/** A point of a trace, by its numbers and its values. */
export interface FigurePoint {
  /** which trace, from 0 */
  trace: number;
  /** which point of the trace; row and column of a heatmap, an image and the like */
  index: number | number[];
  x?: number | string;
  y?: number | string;
  z?: number | string;
  text?: string;
  customdata?: unknown;
}

/** What the page tells of an event. */
export interface FigureEvent {
  event: FigureEventName;
  points: FigurePoint[];
  /** the corners of a box selection */
  range?: Record<string, unknown>;
  /** what a zoom, a pan or a turn has changed: `{ "xaxis.range[0]": 1, … }` */
  layout?: Record<string, unknown>;
}

export const figureModule = {
  module: "@vision-peel/widgets",
  version: "0.1.0",
  modelName: "FigureModel",
  viewName: "FigureView",
} as const;

export const plotlyMime = "application/vnd.plotly.v1+json";

export const isBinaryArray = (value: unknown): value is BinaryArray =>
  typeof value === "object" && value !== null && "dtype" in value && "bdata" in value;
