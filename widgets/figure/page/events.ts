/** What hands do to a figure, in plain values that can be sent. */
import type { FigureEvent, FigureEventName, FigurePoint } from "../state.js";

interface PlotlyPoint {
  curveNumber: number;
  pointNumber?: number | number[];
  pointIndex?: number | number[];
  x?: unknown;
  y?: unknown;
  z?: unknown;
  text?: unknown;
  customdata?: unknown;
}

interface PlotlyEvent {
  points?: PlotlyPoint[];
  range?: Record<string, unknown>;
}

const plainOf = (value: unknown): number | string | undefined =>
  typeof value === "number" || typeof value === "string" ? value : undefined;

const pointOf = (point: PlotlyPoint): FigurePoint => ({
  trace: point.curveNumber,
  index: point.pointIndex ?? point.pointNumber ?? -1,
  x: plainOf(point.x),
  y: plainOf(point.y),
  z: plainOf(point.z),
  text: typeof point.text === "string" ? point.text : undefined,
  customdata: point.customdata,
});

/** Resizing is no deed of the reader. */
const ownChanges = new Set(["autosize", "width", "height"]);

const plotlyNames: Record<FigureEventName, string> = {
  click: "plotly_click",
  hover: "plotly_hover",
  unhover: "plotly_unhover",
  select: "plotly_selected",
  deselect: "plotly_deselect",
  relayout: "plotly_relayout",
};

function eventOf(event: FigureEventName, data: PlotlyEvent | undefined): FigureEvent | undefined {
  if (event === "relayout") {
    const layout = Object.fromEntries(
      Object.entries(data ?? {}).filter(
        ([name, value]) => !ownChanges.has(name) && typeof value !== "function",
      ),
    );
    return Object.keys(layout).length > 0 ? { event, points: [], layout } : undefined;
  }
  // Plotly tells of a selection that has been taken back with nothing at all.
  if (event === "select" && !data) return undefined;
  const told: FigureEvent = { event, points: (data?.points ?? []).map(pointOf) };
  return data?.range ? { ...told, range: data.range } : told;
}

interface Graph {
  on(name: string, handler: (data: PlotlyEvent | undefined) => void): void;
}

/** Tells of every event that is wanted when it comes; of hovering at most once a frame. */
export function listen(
  graph: Graph,
  isWanted: (name: FigureEventName) => boolean,
  tell: (event: FigureEvent) => void,
): void {
  let pending: FigureEvent | undefined;
  const tellLater = (event: FigureEvent) => {
    if (!pending) {
      requestAnimationFrame(() => {
        if (pending) tell(pending);
        pending = undefined;
      });
    }
    pending = event;
  };
  for (const name of Object.keys(plotlyNames) as FigureEventName[]) {
    graph.on(plotlyNames[name], (data) => {
      const event = isWanted(name) ? eventOf(name, data) : undefined;
      if (event) (name === "hover" ? tellLater : tell)(event);
    });
  }
}
