type Place = readonly [x: number, y: number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The pixels of a line of one pixel's width, as OpenCV draws it (4.6, modules/imgproc/src/drawing.cpp: LineIterator
 * with eight neighbours, from left to right), cut at the picture's border first.
 */
export function linePixels(from: Place, to: Place, size: Size): Place[] {
  const clipped = clipLine(from, to, size);
  if (!clipped) return [];
  const [start, end] = clipped[0][0] <= clipped[1][0] ? clipped : [clipped[1], clipped[0]];
  const dx = end[0] - start[0];
  const dy = Math.abs(end[1] - start[1]);
  const down = end[1] < start[1] ? -1 : 1;
  const isSteep = dy > dx;
  const [long, short] = isSteep ? [dy, dx] : [dx, dy];
  let [x, y] = start;
  let error = long - 2 * short;
  const pixels: Place[] = [];
  for (let i = 0; i <= long; i++) {
    pixels.push([x, y]);
    const isAside = error < 0;
    error += -2 * short + (isAside ? 2 * long : 0);
    if (isSteep || isAside) y += down;
    if (!isSteep || isAside) x += 1;
  }
  return pixels;
}

/** Cohen and Sutherland, rounded towards zero as OpenCV's clipLine rounds. */
function clipLine(from: Place, to: Place, { width, height }: Size): [Place, Place] | undefined {
  const [right, bottom] = [width - 1, height - 1];
  let [x1, y1] = from;
  let [x2, y2] = to;
  const aside = (x: number): number => (x < 0 ? 1 : x > right ? 2 : 0);
  const outcode = (x: number, y: number): number => aside(x) | (y < 0 ? 4 : y > bottom ? 8 : 0);
  let c1 = outcode(x1, y1);
  let c2 = outcode(x2, y2);
  const isCut = (): boolean => (c1 & c2) === 0 && (c1 | c2) !== 0;
  if (isCut()) {
    if (c1 & 12) {
      const edge = c1 < 8 ? 0 : bottom;
      x1 += Math.trunc(((edge - y1) * (x2 - x1)) / (y2 - y1));
      y1 = edge;
      c1 = aside(x1);
    }
    if (c2 & 12) {
      const edge = c2 < 8 ? 0 : bottom;
      x2 += Math.trunc(((edge - y2) * (x2 - x1)) / (y2 - y1));
      y2 = edge;
      c2 = aside(x2);
    }
    if (isCut()) {
      if (c1) {
        const edge = c1 === 1 ? 0 : right;
        y1 += Math.trunc(((edge - x1) * (y2 - y1)) / (x2 - x1));
        x1 = edge;
        c1 = 0;
      }
      if (c2) {
        const edge = c2 === 1 ? 0 : right;
        y2 += Math.trunc(((edge - x2) * (y2 - y1)) / (x2 - x1));
        x2 = edge;
        c2 = 0;
      }
    }
  }
  if ((c1 | c2) !== 0) return undefined;
  return [
    [x1, y1],
    [x2, y2],
  ];
}
