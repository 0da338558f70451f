/**
 * Polygons as pixels, outline included, by the rules of OpenCV's polylines and fillPoly, by which ReasonSeg's truth is
 * drawn (dvlab-research/LISA utils/data_processing.py). COCO's polygons are drawn by others: `maskOfPolygon`.
 */

/** Pixels of a picture, row by row. */
export interface PixelPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

type Point = readonly [x: number, y: number];

/** @param points whole numbers; they may lie outside */
export function drawPolygon(plane: PixelPlane, points: readonly Point[], value: number): void {
  fill(plane, points, value);
  for (const [i, point] of points.entries()) drawLine(plane, points.at(i - 1) as Point, point, value);
}

/** OpenCV's numbers have 16 bits behind the point; a slope is cut to them, which is seen where a crossing hits a pixel. */
const ONE = 1 << 16;

/** Between crossings of a row, by pairs: pixels that lie within them. An edge's lower end is not its own. */
function fill({ width, height, data }: PixelPlane, points: readonly Point[], value: number): void {
  const edges = points
    .map((end, i) => [points.at(i - 1) as Point, end] as const)
    .filter(([[, y0], [, y1]]) => y0 !== y1)
    .map(([a, b]) => (a[1] < b[1] ? ([a, b] as const) : ([b, a] as const)))
    .map(([[x, top], [end, bottom]]) => ({
      x,
      top,
      bottom,
      slope: Math.trunc(((end - x) * ONE) / (bottom - top)),
    }));
  for (let y = 0; y < height; y++) {
    const crossings = edges
      .filter(({ top, bottom }) => top <= y && y < bottom)
      .map(({ x, top, slope }) => x * ONE + slope * (y - top))
      .sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k] / ONE));
      const to = Math.min(width - 1, Math.floor(crossings[k + 1] / ONE));
      if (from <= to) data.fill(value, y * width + from, y * width + to + 1);
    }
  }
}

/** Bresenham's line from left to right, of the part that lies in the picture. */
function drawLine({ width, height, data }: PixelPlane, from: Point, to: Point, value: number): void {
  const clipped = clip(width - 1, height - 1, from, to);
  if (!clipped) return;
  const [[x0, y0], [x1, y1]] = clipped[0][0] <= clipped[1][0] ? clipped : [clipped[1], clipped[0]];
  const [dx, dy] = [x1 - x0, Math.abs(y1 - y0)];
  const down = y1 < y0 ? -1 : 1;
  const isSteep = dy > dx;
  const [long, short] = isSteep ? [dy, dx] : [dx, dy];
  let error = long - 2 * short;
  let [x, y] = [x0, y0];
  for (let k = 0; k <= long; k++) {
    data[y * width + x] = value;
    const isOff = error < 0;
    error += (isOff ? 2 * long : 0) - 2 * short;
    if (isSteep || isOff) y += down;
    if (!isSteep || isOff) x++;
  }
}

/** What of a line lies between 0 and the last column and row, its ends cut towards 0 to whole pixels. */
function clip(right: number, bottom: number, from: Point, to: Point): [Point, Point] | undefined {
  let [a, b]: Point[] = [from, to];
  const outside = ([x, y]: Point): number =>
    Number(x < 0) + 2 * Number(x > right) + 4 * Number(y < 0) + 8 * Number(y > bottom);
  const toRow = ([x, y]: Point, other: Point, row: number): Point => [
    x + Math.trunc(((row - y) * (other[0] - x)) / (other[1] - y)),
    row,
  ];
  const toColumn = ([x, y]: Point, other: Point, column: number): Point => [
    column,
    y + Math.trunc(((column - x) * (other[1] - y)) / (other[0] - x)),
  ];
  if (outside(a) & outside(b)) return undefined;
  if (outside(a) & 12) a = toRow(a, b, outside(a) & 4 ? 0 : bottom);
  if (outside(b) & 12) b = toRow(b, a, outside(b) & 4 ? 0 : bottom);
  if (outside(a) & outside(b)) return undefined;
  if (outside(a)) a = toColumn(a, b, outside(a) & 1 ? 0 : right);
  if (outside(b)) b = toColumn(b, a, outside(b) & 1 ? 0 : right);
  return outside(a) | outside(b) ? undefined : [a, b];
}
