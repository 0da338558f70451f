import { metresNumber, metresText } from "../../../shared/metresText.js";
import { makeSegments } from "../../../shared/page/controls/segments.js";
import { element } from "../../../shared/page/element.js";
import { frameLoop } from "../../../shared/page/frameLoop.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import type { DepthPictures } from "../../draw/pictures.js";
import { type ProfilePoint, pixelsAlong, profileText } from "../../profile.js";
import type { PixelPair, PixelPosition, ProfileKind } from "../../state.js";
import type { ChangeDepth, DepthControls, DepthPanel } from "./depthPanel.js";

type Plotly = typeof import("plotly.js");

const HEIGHT = 220;
const PAUSE_MS = 40;

/** What a profile follows and moves. */
export interface ProfileTargets {
  readonly change: ChangeDepth;
  /** the line as it is now */
  readonly line: () => PixelPair | null;
  /** The pixel under the pointer, or null when it has left. */
  readonly hover: (pixel: PixelPosition | null) => void;
}

/** Depth as it is shown along the cursor's row or column, or along a line, as a chart: pointing at it moves the cursor. */
export function makeProfilePanel(
  { change, line: lineNow, hover }: ProfileTargets,
  pictures: DepthPictures,
): DepthPanel {
  const kind = makeSegments<ProfileKind>(
    "The profile follows",
    [
      ["row", "Row"],
      ["column", "Column"],
      ["line", "Line"],
    ],
    (profile) => change(profile === "line" ? { profile, tool: "line" } : { profile, tool: "read" }),
  );
  const words = element("span", { class: "peel-label", role: "status" });
  const copy = makeButton("Copy numbers", "Copy the profile as text: x, y, metres", () => void copyNumbers());
  const graph = element("div", { class: "peel-chart", role: "img" });
  graph.style.height = `${HEIGHT}px`;
  let plotly: Plotly | undefined;
  let state: DepthControls | undefined;
  let points: ProfilePoint[] = [];
  let drawnKey = "";
  let drawnMetres: Float32Array | undefined;
  let isOver = false;
  let isShown = false;
  let drawing: Promise<void> | undefined;
  let isLate = false;
  const frame = frameLoop(() => {
    // One drawing after the other; what has changed meanwhile is drawn once.
    if (drawing) isLate = true;
    else
      drawing = draw()
        .catch(fail)
        // Plotly takes some 20 ms: a hovering cursor is to be read between two drawings.
        .then(() => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)))
        .then(() => {
          drawing = undefined;
          if (isLate) frame.request();
          isLate = false;
        });
  });
  const observer = new ResizeObserver(() => {
    if (plotly && drawnKey && graph.offsetWidth > 0) void plotly.Plots.resize(graph);
  });
  observer.observe(graph);

  function fail(error: unknown): void {
    words.textContent = `The chart cannot be drawn: ${error instanceof Error ? error.message : error}`;
  }

  async function copyNumbers(): Promise<void> {
    try {
      await navigator.clipboard.writeText(profileText(points, pictures));
      words.textContent = `Copied ${points.length} pixels.`;
    } catch (error) {
      words.textContent = `Nothing was copied: ${error instanceof Error ? error.message : error}`;
    }
  }

  async function draw(): Promise<void> {
    if (isOver || !state || !isShown) return;
    const line = lineNow();
    points = line ? pixelsAlong(line) : [];
    const asked = line ? "" : "Draw a line on the picture: drag, or Enter at two pixels.";
    if (asked || words.textContent?.startsWith("Draw")) words.textContent = asked;
    graph.hidden = copy.hidden = !line;
    if (!line) return;
    const style = getComputedStyle(graph);
    const key = JSON.stringify([line, style.color]);
    plotly ??= (await import("plotly.js-dist-min")).default as Plotly;
    if (isOver) return;
    const at = cursorOn(points, state.cursor);
    const shapes = at === undefined ? [] : [markAt(at, style.color)];
    const { metres } = pictures;
    if (key === drawnKey && metres === drawnMetres) {
      await plotly.relayout(graph, { shapes } as never);
      return;
    }
    [drawnKey, drawnMetres] = [key, metres];
    const series = tracesOf(points, pictures);
    graph.setAttribute("aria-label", describe(series[0].y));
    const layout = { ...layoutOf(style, pictures.truth !== undefined), shapes };
    await plotly.react(graph, series as never, layout as never, { displayModeBar: false, responsive: false });
    const chart = graph as unknown as Chart;
    if (chart.peel) return;
    chart.peel = true;
    chart.on("plotly_hover", ({ points: [{ pointNumber }] }) => hover(points[pointNumber] ?? null));
    chart.on("plotly_unhover", () => hover(null));
  }

  return {
    root: element("div", {}, element("div", { class: "peel-row" }, kind.root, copy, words), graph),
    show(next) {
      state = next;
      kind.setValue(next.profile);
      frame.request();
    },
    onShow(isNow) {
      isShown = isNow;
      if (isNow) frame.request();
    },
    destroy() {
      isOver = true;
      frame.cancel();
      observer.disconnect();
      plotly?.purge(graph);
    },
  };
}

/** Plotly's graph, and whether it was bound. */
interface Chart {
  on(name: string, handler: (event: { points: { pointNumber: number }[] }) => void): void;
  peel?: true;
}

interface Series {
  readonly name: string;
  readonly x: number[];
  readonly y: (number | null)[];
}

/** Gaps where there is no surface. */
function tracesOf(points: readonly ProfilePoint[], { width, metres, truth }: DepthPictures): Series[] {
  const along = points.map((point) => Math.round(100 * point.along) / 100);
  const depths = (plane: Float32Array): (number | null)[] =>
    points.map(({ x, y }) => {
      const depth = plane[y * width + x];
      return Number.isFinite(depth) ? depth : null;
    });
  const trace = (name: string, y: (number | null)[], line: object): Series =>
    ({
      type: "scatter",
      mode: "lines",
      name,
      x: along,
      y,
      line,
      hovertemplate: "%{y:.3~f} m<extra></extra>",
    }) as unknown as Series;
  return [
    trace("depth", depths(metres), { width: 1.75, color: "#2b8fd6" }),
    ...(truth ? [trace("truth", depths(truth), { width: 1.25, color: "#e07b00", dash: "dot" })] : []),
  ];
}

function layoutOf(style: CSSStyleDeclaration, hasLegend: boolean): object {
  const axis = {
    gridcolor: "rgba(128, 128, 128, 0.25)",
    zeroline: false,
    linecolor: "rgba(128, 128, 128, 0.5)",
  };
  return {
    height: HEIGHT,
    margin: { l: 52, r: 8, t: 8, b: 36 },
    paper_bgcolor: "rgba(0, 0, 0, 0)",
    plot_bgcolor: "rgba(0, 0, 0, 0)",
    font: { color: style.color, family: style.fontFamily, size: 12 },
    xaxis: { ...axis, title: { text: "pixels along the line", standoff: 4 } },
    // Near is below, as on the colour bar near is first.
    yaxis: { ...axis, title: { text: "metres", standoff: 4 }, rangemode: "tozero" },
    // Anywhere over the chart, not only on its line.
    hovermode: "x",
    showlegend: hasLegend,
    legend: { orientation: "h", y: 1.12 },
  };
}

const markAt = (along: number, color: string): object => ({
  type: "line",
  x0: along,
  x1: along,
  y0: 0,
  y1: 1,
  yref: "paper",
  line: { color, width: 1, dash: "dot" },
});

/** Where the cursor stands on the line; undefined beside it. */
function cursorOn(points: readonly ProfilePoint[], cursor: DepthControls["cursor"]): number | undefined {
  return cursor ? points.find(({ x, y }) => x === cursor.x && y === cursor.y)?.along : undefined;
}

function describe(depths: readonly (number | null)[]): string {
  const known = depths.filter((depth): depth is number => depth !== null);
  if (known.length === 0) return "Profile without a surface";
  const range = `${metresNumber(Math.min(...known))} to ${metresText(Math.max(...known))}`;
  return `Profile of ${depths.length} pixels, ${range}`;
}
