/** Plotly's types, for typed arrays in rows too. */
import type { Config, Data, Layout, TypedArray } from "plotly.js";

/** Where Plotly takes a typed array it also takes rows of them: the z of a heatmap, an image. */
type WithRows<Trace> = Trace extends unknown
  ? { [Key in keyof Trace]: TypedArray extends Trace[Key] ? Trace[Key] | readonly TypedArray[] : Trace[Key] }
  : never;

/** One set of points, bars, cells … of a figure: https://plotly.com/javascript/reference */
export type Trace = WithRows<Data>;

/** A title may be written as plain text. */
export type FigureLayout = Partial<Omit<Layout, "title">> & { title?: Layout["title"] | string };

/** Functions stay in the kernel: buttons of one's own cannot be sent. */
export type FigureConfig = Partial<Omit<Config, "modeBarButtons" | "modeBarButtonsToAdd" | "setBackground">>;

/** A figure as Plotly describes it. */
export interface FigureSpec {
  data: readonly Trace[];
  layout?: FigureLayout;
  config?: FigureConfig;
}
