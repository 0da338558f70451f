import { type MimeBundle, splitBuffers, Widget } from "@vision-peel/kernel/widgets";
import { storedFormat, storedMime } from "../shared/stored/format.js";
import { extended, merged, restyled } from "./changes.js";
import { checkIndices, checkTraces } from "./checks.js";
import { describeFigure } from "./describe.js";
import { packPlain } from "./pack.js";
import {
  type FigureChange,
  type FigureEvent,
  type FigureEventName,
  type FigureState,
  figureModule,
  plotlyMime,
} from "./state.js";
import { storedFigure } from "./stored.js";
import type { FigureConfig, FigureLayout, FigureSpec, Trace } from "./types.js";

type Handler = (event: FigureEvent) => void;

/**
 * A chart of Plotly that stays alive: what a cell changes is drawn at once, and what hands do is heard.
 *
 * @throws ArgumentError if a trace is of no known kind, its arrays differ in length, or a value cannot be sent
 * @example
 * const figure = new Figure({ data: [{ type: "heatmap", z: rows(depth.data, depth.width) }] });
 * figure.onClick(({ points }) => console.log(points[0].index));
 */
export class Figure extends Widget<FigureState> {
  readonly #handlers = new Map<FigureEventName, Set<Handler>>();

  constructor({ data, layout = {}, config = {} }: FigureSpec) {
    const traces = checkTraces(data);
    const packedLayout = packPlain(layout, "layout");
    super({
      modelName: figureModule.modelName,
      modelModule: figureModule.module,
      modelModuleVersion: figureModule.version,
      viewName: figureModule.viewName,
      viewModule: figureModule.module,
      viewModuleVersion: figureModule.version,
      state: {
        data: traces,
        plotLayout: packedLayout,
        config: packPlain(config, "config"),
        events: [],
        description: describeFigure(traces, packedLayout),
      },
      describe: () => this.#describe(),
    });
    this.onMessage((content) => {
      const event = content as FigureEvent;
      for (const handler of [...(this.#handlers.get(event.event) ?? [])]) handler(event);
    });
  }

  /** Replaces the traces, and merges into layout and configuration; what is left out stays. */
  update({ data, layout, config }: Partial<FigureSpec>): void {
    const changes: Partial<FigureState> = {};
    if (data !== undefined) changes.data = checkTraces(data);
    if (layout !== undefined)
      changes.plotLayout = merged(this.get("plotLayout"), packPlain(layout, "layout"));
    if (config !== undefined) changes.config = merged(this.get("config"), packPlain(config, "config"));
    const description = describeFigure(
      changes.data ?? this.get("data"),
      changes.plotLayout ?? this.get("plotLayout"),
    );
    this.set({ ...changes, description });
  }

  /**
   * Changes some properties of all traces, or of those numbered; the others are not sent again.
   *
   * @example figure.restyle({ marker: { color: "red" } }, 0);
   */
  restyle(changes: Partial<Trace> | Record<string, unknown>, traces?: number | readonly number[]): void {
    const data = this.get("data");
    const indices = traces === undefined ? data.map((_, i) => i) : [traces].flat();
    checkIndices(indices, data.length);
    const packed = packPlain(changes, "changes");
    this.#change({ change: "restyle", changes: packed, traces: indices }, restyled(data, packed, indices));
  }

  /** Merges into the layout: `figure.relayout({ xaxis: { title: { text: "metres" } } })`. */
  relayout(changes: FigureLayout): void {
    this.update({ layout: changes });
  }

  /**
   * Adds points to the end of a trace, and only they are sent; with `keep`, drops the oldest beyond it.
   *
   * @example figure.extend({ x: [step], y: [loss] }, { keep: 1000 });
   */
  extend(
    points: Record<string, ArrayLike<number | string>>,
    { trace = 0, keep }: { trace?: number; keep?: number } = {},
  ): void {
    const data = this.get("data");
    checkIndices([trace], data.length);
    const packed = packPlain(points, "points");
    const change: FigureChange = { change: "extend", points: packed, trace, keep: keep ?? null };
    this.#change(change, extended(data, packed, trace, change.keep));
  }

  /** Hears clicks on points. Returns how to stop. */
  onClick(handler: Handler): () => void {
    return this.#on("click", handler);
  }

  /** Hears which points are under the cursor; at most once a frame. */
  onHover(handler: Handler): () => void {
    return this.#on("hover", handler);
  }

  /** Hears when the cursor leaves the points. */
  onUnhover(handler: Handler): () => void {
    return this.#on("unhover", handler);
  }

  /** Hears which points a box or a lasso has taken. */
  onSelect(handler: Handler): () => void {
    return this.#on("select", handler);
  }

  /** Hears when a selection is taken back. */
  onDeselect(handler: Handler): () => void {
    return this.#on("deselect", handler);
  }

  /** Hears zooms, pans and turns, with what they have changed in the layout. */
  onRelayout(handler: Handler): () => void {
    return this.#on("relayout", handler);
  }

  override close(): void {
    this.#handlers.clear();
    super.close();
  }

  #on(name: FigureEventName, handler: Handler): () => void {
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers.add(handler));
    const tell = () =>
      this.set({ events: [...this.#handlers].filter(([, set]) => set.size > 0).map(([event]) => event) });
    tell();
    return () => {
      if (handlers.delete(handler)) tell();
    };
  }

  /** Pages make the change themselves; the state here is for those that open later. */
  #change(change: FigureChange, data: FigureState["data"]): void {
    // In place: setting the key would send all traces.
    this.get("data").splice(0, data.length, ...data);
    const { state, bufferPaths, buffers } = splitBuffers({ ...change });
    this.send({ ...state, buffer_paths: bufferPaths }, buffers);
  }

  #describe(): MimeBundle {
    const [data, layout] = [this.get("data"), this.get("plotLayout")];
    const figure = storedFigure(data, layout, this.get("config"));
    const { viewName: view, version } = figureModule;
    return {
      "text/plain": describeFigure(data, layout),
      [plotlyMime]: figure,
      [storedMime]: { format: storedFormat, view, version, state: {}, planes: {}, stateIn: plotlyMime },
    };
  }
}

/**
 * Draws traces with Plotly: `plot([{ type: "scatter", x, y }], { title: "Losses" })`. Typed arrays
 * travel as binary; rows of typed arrays, as `rows(values, width)` gives them, are a grid.
 *
 * @throws ArgumentError if a trace is of no known kind, its arrays differ in length, or a value cannot be sent
 * @example
 * const figure = plot([{ type: "scatter", x: [1, 2, 3], y: Float32Array.of(1, 4, 9) }], { title: "Squares" });
 * figure.onClick(({ points: [point] }) => console.log(point.x, point.y));
 * figure
 */
export function plot(data: readonly Trace[], layout?: FigureLayout, config?: FigureConfig): Figure {
  return new Figure({ data, layout, config });
}
