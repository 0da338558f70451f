import { type FigureState, plotlyMime, type WireObject } from "../state.js";

/** The state of a figure that an output holds in Plotly's own form. */
export function figureStateOf(output: Readonly<Record<string, unknown>>): FigureState {
  const { data, layout, config } = (output[plotlyMime] ?? {}) as Record<string, unknown>;
  return {
    events: [],
    data: (Array.isArray(data) ? data : []) as WireObject[],
    plotLayout: (layout ?? {}) as WireObject,
    config: (config ?? {}) as WireObject,
    description: String(output["text/plain"] ?? "Figure"),
  };
}
