/** Mistakes in traces that Plotly itself would pass over in silence. */
import { ArgumentError } from "vision-peel";
import { packPlain } from "./pack.js";
import { isBinaryArray, type WireObject, type WireValue } from "./state.js";

/** https://plotly.com/javascript/reference, as of plotly.js 3.7 */
export const traceTypes: readonly string[] =
  "bar barpolar box candlestick carpet choropleth choroplethmap choroplethmapbox cone contour contourcarpet densitymap densitymapbox funnel funnelarea heatmap histogram histogram2d histogram2dcontour icicle image indicator isosurface mesh3d ohlc parcats parcoords pie sankey scatter scatter3d scattercarpet scattergeo scattergl scattermap scattermapbox scatterpolar scatterpolargl scattersmith scatterternary splom streamtube sunburst surface table treemap violin volume waterfall".split(
    " ",
  );

/** Traces whose points are the pairs (or triples) of their arrays. */
const pointwise = new Set(["scatter", "scattergl", "scatter3d", "bar", "mesh3d"]);

function refuse(argument: string, expected: string, got: string, remedy: string): never {
  throw new ArgumentError({ argument, expected, got, remedy });
}

const itemSizes: Record<string, number> = { 1: 1, 2: 2, 4: 4, 8: 8 };

/** How many values an array of one dimension has; undefined for anything else. */
export function lengthOf(value: WireValue | undefined): number | undefined {
  if (Array.isArray(value)) return value.some(Array.isArray) ? undefined : value.length;
  if (!isBinaryArray(value) || value.shape || typeof value.bdata === "string") return undefined;
  return value.bdata.byteLength / itemSizes[value.dtype.slice(1)];
}

function checkLengths(trace: WireObject, path: string): void {
  const lengths = ["x", "y", "z"].flatMap((name) => {
    const length = lengthOf(trace[name]);
    return length === undefined ? [] : [{ name, length }];
  });
  const other = lengths.find(({ length }) => length !== lengths[0].length);
  if (!other) return;
  const [{ name, length }] = lengths;
  refuse(
    `${path}.${other.name}`,
    `as long as ${path}.${name}, ${length}`,
    `${other.length} long`,
    "Plotly would drop the rest: pass arrays of one length",
  );
}

function checkTrace(value: unknown, path: string): WireObject {
  const trace = packPlain(value, path);
  const { type = "scatter" } = trace;
  if (typeof type !== "string" || !traceTypes.includes(type)) {
    refuse(`${path}.type`, "a kind of trace", JSON.stringify(type), `use one of ${traceTypes.join(", ")}`);
  }
  if (pointwise.has(type as string)) checkLengths(trace, path);
  return trace;
}

/**
 * The traces for the wire.
 *
 * @throws ArgumentError if one is of no kind that Plotly knows, or its arrays differ in length
 */
export function checkTraces(data: unknown): WireObject[] {
  if (!Array.isArray(data)) {
    const got = typeof data === "object" && data !== null ? "one object" : String(data);
    return refuse("data", "an array of traces", got, 'pass [{ type: "scatter", x, y }]');
  }
  return data.map((trace, i) => checkTrace(trace, `data[${i}]`));
}

/** @throws ArgumentError unless every number is one of `count` traces */
export function checkIndices(traces: readonly number[], count: number): void {
  for (const trace of traces) {
    if (Number.isInteger(trace) && trace >= 0 && trace < count) continue;
    refuse(
      "traces",
      `numbers of traces, from 0 to ${count - 1}`,
      String(trace),
      "leave it out for all of them",
    );
  }
}
