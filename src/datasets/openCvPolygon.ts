import { linePixels } from "./openCvLine.js";

/** A place of whole numbers. */
export type Place = readonly [x: number, y: number];

interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** OpenCV reckons with 16 bits behind the point. */
const ONE = 65_536;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly slope: number;
  x: number;
}

/**
 * Fills a polygon as `cv2.fillPoly` does (OpenCV 4.6, modules/imgproc/src/drawing.cpp: CollectPolyEdges and
 * FillEdgeCollection): pixels whose centres lie in it or on it, and its outline, which is what `cv2.polylines` draws.
 * An even number of outlines around a pixel leaves it out.
 */
export function fillOpenCvPolygon(mask: Mask, polygon: readonly Place[], value: number): void {
  const { width, height, data } = mask;
  if (polygon.length === 0) return;
  const edges: Edge[] = [];
  polygon.forEach((to, i) => {
    const from = polygon.at(i - 1) as Place;
    for (const [x, y] of linePixels(from, to, mask)) data[y * width + x] = value;
    if (from[1] === to[1]) return;
    const slope = Math.trunc(((to[0] - from[0]) * ONE) / (to[1] - from[1]));
    const [upper, lower] = from[1] < to[1] ? [from, to] : [to, from];
    edges.push({ top: upper[1], bottom: lower[1], slope, x: upper[0] * ONE });
  });
  edges.sort((a, b) => a.top - b.top || a.x - b.x || a.slope - b.slope);
  const end = Math.min(height, Math.max(...edges.map(({ bottom }) => bottom)));
  let next = 0;
  let active: Edge[] = [];
  for (let y = edges[0]?.top ?? end; y < end; y++) {
    const going = active.filter(({ bottom }) => bottom !== y);
    active = [];
    for (let i = 0; i < going.length || edges[next]?.top === y; ) {
      const isOld = i < going.length && (edges[next]?.top !== y || going[i].x < edges[next].x);
      active.push(isOld ? going[i++] : edges[next++]);
    }
    for (let i = 1; i < active.length; i += 2) {
      const [left, right] =
        active[i - 1].x > active[i].x ? [active[i], active[i - 1]] : [active[i - 1], active[i]];
      const first = Math.max(0, Math.ceil(left.x / ONE));
      const last = Math.min(width - 1, Math.floor(right.x / ONE));
      if (y >= 0 && first <= last) data.fill(value, y * width + first, y * width + last + 1);
      left.x += left.slope;
      right.x += right.slope;
    }
    active.sort((a, b) => a.x - b.x);
  }
}
