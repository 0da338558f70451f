import type { RgbImage } from "vision-peel";

const TOLERANCE = 14;

/**
 * How many components appendix A of arXiv 2604.20329 keeps before merging, written as one would at first:
 * a queue of pixels, every pixel looking at its 16 neighbours. Background black.
 */
export function countPlainly({ width, height, data }: RgbImage): number {
  const isNear = (i: number, r: number, g: number, b: number, limit: number): boolean =>
    (data[3 * i] - r) ** 2 + (data[3 * i + 1] - g) ** 2 + (data[3 * i + 2] - b) ** 2 <= limit;
  const labels = new Int32Array(width * height);
  // Below τ, not up to it: for whole numbers one less.
  for (let i = 0; i < labels.length; i++) if (isNear(i, 0, 0, 0, TOLERANCE ** 2 - 1)) labels[i] = -1;
  const moves = knightNeighbours();
  let count = 0;
  for (let seed = 0; seed < labels.length; seed++) {
    if (labels[seed] !== 0) continue;
    const [r, g, b] = [data[3 * seed], data[3 * seed + 1], data[3 * seed + 2]];
    const label = seed + 1;
    const queue = [seed];
    labels[seed] = label;
    for (const from of queue) {
      const x = from % width;
      const y = Math.floor(from / width);
      for (const [dx, dy] of moves) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        const next = from + dy * width + dx;
        if (labels[next] !== 0 || !isNear(next, r, g, b, TOLERANCE ** 2)) continue;
        labels[next] = label;
        queue.push(next);
      }
    }
    if (queue.length < 2e-4 * labels.length) continue;
    const solid = queue.filter((i) => isSolid(labels, width, height, i));
    if (solid.length / queue.length >= 0.1) count++;
  }
  return count;
}

/** Whether all pixels around belong to the same component; what lies outside the picture does. */
function isSolid(labels: Int32Array, width: number, height: number, i: number): boolean {
  const x = i % width;
  const y = Math.floor(i / width);
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      if (isInside && labels[i + dy * width + dx] !== labels[i]) return false;
    }
  }
  return true;
}

function knightNeighbours(): [number, number][] {
  const moves: [number, number][] = [];
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const far = dx * dx + dy * dy;
      if (far === 1 || far === 2 || far === 5) moves.push([dx, dy]);
    }
  }
  return moves;
}
