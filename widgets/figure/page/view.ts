/** The page's half of a figure: Plotly, loaded when the first figure is shown. */

import { element } from "../../shared/page/element.js";
import type { AnyModel, Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { type FigureState, figureModule } from "../state.js";
import { decodePlain, decodeTrace } from "./decode.js";
import { listen } from "./events.js";
import { injectFigureStyle } from "./style.js";
import { onThemeChange, templateFor } from "./theme.js";

type Plotly = typeof import("plotly.js");

const loadPlotly = async (): Promise<Plotly> => (await import("plotly.js-dist-min")).default;

/** CSS pixels; a layout's own height goes first. */
const defaultHeight = 450;

/** What Plotly draws now: the model's figure, in the page's colours where it sets none. */
function figureOf(model: AnyModel<FigureState>, el: HTMLElement) {
  const layout = decodePlain(model.get("plotLayout"));
  const { title } = layout;
  return {
    data: model.get("data").map(decodeTrace),
    layout: {
      template: templateFor(el),
      autosize: true,
      // Zoom, turns and hidden traces stay as the reader left them when a cell changes something else.
      uirevision: figureModule.modelName,
      ...layout,
      ...(typeof title === "string" ? { title: { text: title } } : {}),
    },
    config: { displaylogo: false, responsive: false, ...decodePlain(model.get("config")) },
  };
}

/** Shows a figure's model in an element; returns how to end it. */
export function renderFigure({ model, el }: RenderProps<FigureState>): Cleanup {
  injectFigureStyle(el);
  const graph = element("div", { class: "peel-figure-graph" });
  const note = element("p", { class: "peel-figure-note", role: "status" }, "The chart is loading…");
  el.classList.add("peel-figure");
  el.setAttribute("role", "group");
  el.append(note, graph);
  let plotly: Plotly | undefined;
  let isOver = false;
  let drawing = Promise.resolve();
  let isScheduled = false;

  async function draw(): Promise<void> {
    isScheduled = false;
    if (isOver) return;
    try {
      plotly ??= await loadPlotly();
      if (isOver) return;
      const { data, layout, config } = figureOf(model, el);
      graph.style.height = `${typeof model.get("plotLayout").height === "number" ? model.get("plotLayout").height : defaultHeight}px`;
      el.setAttribute("aria-label", model.get("description"));
      await plotly.react(graph, data as never, layout as never, config as never);
      note.hidden = true;
    } catch (error) {
      note.hidden = false;
      note.setAttribute("role", "alert");
      note.textContent = `The chart cannot be drawn. ${error instanceof Error ? error.message : error}`;
    }
  }
  /** One drawing after the other; what changes meanwhile is drawn once. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    drawing = drawing.then(draw);
  }

  const keys = ["data", "plotLayout", "config"] as const;
  for (const key of keys) model.on(`change:${key}`, schedule);
  const stopTheme = onThemeChange(schedule);
  const resized = new ResizeObserver(() => {
    // A hidden output has no size to take.
    if (plotly && note.hidden && graph.offsetWidth > 0) void plotly.Plots.resize(graph);
  });
  resized.observe(el);
  schedule();
  drawing = drawing.then(() => {
    if (plotly && !isOver) {
      listen(
        graph as never,
        (name) => model.get("events").includes(name),
        (event) => model.send?.({ ...event }),
      );
    }
  });
  return () => {
    isOver = true;
    for (const key of keys) model.off(`change:${key}`, schedule);
    stopTheme();
    resized.disconnect();
    plotly?.purge(graph);
    el.replaceChildren();
  };
}
