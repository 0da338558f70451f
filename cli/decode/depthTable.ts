import type { DepthSummary } from "vision-peel";

/** What one pixel says. */
export interface PixelReading {
  x: number;
  y: number;
  metres: number;
  rgb: [number, number, number];
  /** levels off the walk */
  residual: number;
}

/** What a result says of the code that it was read by. */
export interface ReadBy {
  dialect: string | undefined;
  code: string | undefined;
  unit: string | undefined;
}

/** The summary of a depth map as a table for people. */
export function depthTable(summary: DepthSummary, at: PixelReading | undefined, readBy: ReadBy): string {
  const metresText = readBy.unit === "relative" ? relativeText : inMetres;
  const { width, height, range, quantiles, infiniteShare, offPathShare } = summary;
  const rows: [string, string][] = [
    ["size", `${width} × ${height} pixels`],
    ["read as", readBy.dialect ?? `${readBy.code}`],
  ];
  if (range && quantiles) {
    rows.push(["range", `${metresText(range[0])} to ${metresText(range[1])}`]);
    for (const [name, metres] of Object.entries(quantiles)) {
      const label = name === "p50" ? "median" : `${name.slice(1)} % below`;
      rows.push([label, metresText(metres)]);
    }
  } else {
    rows.push(["range", "no finite depth"]);
  }
  rows.push(["infinite", percent(infiniteShare)]);
  if (offPathShare !== null) rows.push(["off the path", `${percent(offPathShare)} by more than 16 levels`]);
  if (at) {
    const { x, y, metres, rgb, residual } = at;
    rows.push([
      `at ${x},${y}`,
      `${metresText(metres)}, painted ${rgb.join(" ")}, ${residual.toFixed(1)} levels off the path`,
    ]);
  }
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  return `${rows.map(([label, text]) => `${label.padEnd(labelWidth)}  ${text}`).join("\n")}\n`;
}

/** Of codes that tell depth only up to scale and shift. */
function relativeText(depth: number): string {
  return depth === Infinity ? "∞" : `${depth.toFixed(4)} (relative)`;
}

function inMetres(metres: number): string {
  return metres === Infinity ? "∞" : `${metres.toFixed(metres < 100 ? 3 : 1)} m`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
