import { ArgumentError, describeValue } from "../../errors.js";
import { checkSize } from "../checks.js";
import type { PixelBox, RunLengths } from "./types.js";

/** COCO walks outlines on a grid this much finer than the pixels. */
const FINENESS = 5;

/**
 * The pixels inside a polygon, by COCO's rule (cocodataset/cocoapi, maskApi): the outline is walked on a
 * five times finer grid, and each step to another column of pixels toggles all that is below it there.
 *
 * @param polygon x0, y0, x1, y1, …; at least three corners, which may lie outside the picture
 * @throws ArgumentError for fewer corners, or numbers that are not finite
 * @example maskArea(maskOfPolygon([2, 3, 12, 3, 12, 15, 2, 15], { width: 20, height: 20 })) // 120
 */
export function maskOfPolygon(
  polygon: ArrayLike<number>,
  { width, height }: { width: number; height: number },
): RunLengths {
  checkSize("maskOfPolygon", width, height);
  const values = Array.from(polygon);
  if (values.length < 6 || values.length % 2 !== 0 || !values.every(Number.isFinite)) {
    throw new ArgumentError({
      argument: "polygon",
      expected: "x0, y0, x1, y1, … of at least three corners",
      got: describeValue(polygon),
      remedy: "give one flat array of finite numbers",
    });
  }
  return runsOf(togglesOf(outlineOf(values), width, height), width, height);
}

/** The pixels of a box, by the rule of polygons. */
export function maskOfBox([x, y, w, h]: PixelBox, size: { width: number; height: number }): RunLengths {
  return maskOfPolygon([x, y, x, y + h, x + w, y + h, x + w, y], size);
}

interface Outline {
  readonly u: number[];
  readonly v: number[];
}

/** All places of the fine grid along the outline, each edge from its corner to the next, both included. */
function outlineOf(polygon: readonly number[]): Outline {
  const fine = polygon.map((value) => Math.trunc(FINENESS * value + 0.5));
  const u: number[] = [];
  const v: number[] = [];
  for (let i = 0; i < fine.length; i += 2) {
    const from = [fine[i], fine[i + 1]];
    const next = (i + 2) % fine.length;
    const to = [fine[next], fine[next + 1]];
    const spans = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    // The longer axis is stepped through; its smaller end is where the slope is reckoned from.
    const long = spans[0] >= spans[1] ? 0 : 1;
    const short = 1 - long;
    const backwards = from[long] > to[long];
    const [start, end] = backwards ? [to, from] : [from, to];
    const slope = spans[long] === 0 ? 0 : (end[short] - start[short]) / spans[long];
    for (let step = 0; step <= spans[long]; step++) {
      const t = backwards ? spans[long] - step : step;
      const place = [0, 0];
      place[long] = start[long] + t;
      place[short] = Math.trunc(start[short] + slope * t + 0.5);
      u.push(place[0]);
      v.push(place[1]);
    }
  }
  return { u, v };
}

/** Where the outline passes the middle of a pixel column: from there down, in becomes out and out in. */
function togglesOf({ u, v }: Outline, width: number, height: number): number[] {
  const toggles: number[] = [];
  for (let j = 1; j < u.length; j++) {
    if (u[j] === u[j - 1]) continue;
    const column = (Math.min(u[j], u[j - 1]) + 0.5) / FINENESS - 0.5;
    if (!Number.isInteger(column) || column < 0 || column > width - 1) continue;
    const row = (Math.min(v[j], v[j - 1]) + 0.5) / FINENESS - 0.5;
    toggles.push(column * height + Math.ceil(Math.min(height, Math.max(0, row))));
  }
  return toggles.sort((a, b) => a - b);
}

/** Sorted toggles → run lengths; two toggles at one place undo each other. */
function runsOf(toggles: readonly number[], width: number, height: number): RunLengths {
  const total = width * height;
  const kept: number[] = [];
  for (const place of toggles) {
    if (kept.at(-1) === place) kept.pop();
    else kept.push(place);
  }
  const ends = [...kept.filter((place) => place < total), total];
  return { size: [height, width], counts: ends.map((end, i) => end - (ends[i - 1] ?? 0)) };
}
