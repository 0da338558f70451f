import { lengthOf } from "./checks.js";
import { isBinaryArray, type WireObject, type WireValue } from "./state.js";

function titleOf(title: WireValue | undefined): string | undefined {
  const text = typeof title === "object" && title !== null && "text" in title ? title.text : title;
  // Plotly's titles may hold a little HTML.
  return typeof text === "string" ? text.replace(/<[^>]*>/g, " ").trim() : undefined;
}

/** `480 × 640` of a grid, `12 points` of a list */
function sizeOf(trace: WireObject): string {
  const grid = trace.z;
  if (isBinaryArray(grid) && grid.shape) return ` of ${grid.shape.replace(", ", " × ")}`;
  if (Array.isArray(grid) && Array.isArray(grid[0])) return ` of ${grid.length} × ${grid[0].length}`;
  const count = lengthOf(trace.y) ?? lengthOf(trace.x) ?? lengthOf(trace.values);
  return count === undefined ? "" : ` of ${count.toLocaleString("en")} points`;
}

/** A figure in one line: `Figure "Losses": scatter "train" of 100 points, heatmap of 480 × 640` */
export function describeFigure(data: readonly WireObject[], layout: WireObject): string {
  const title = titleOf(layout.title);
  const traces = data.slice(0, 8).map((trace) => {
    const name = typeof trace.name === "string" ? ` "${trace.name}"` : "";
    return `${trace.type ?? "scatter"}${name}${sizeOf(trace)}`;
  });
  const rest = data.length > 8 ? [`${data.length - 8} more`] : [];
  return `Figure${title ? ` "${title}"` : ""}: ${[...traces, ...rest].join(", ") || "empty"}`;
}
