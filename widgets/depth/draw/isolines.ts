/** Lines of equal depth at round metres. */
import type { Layer } from "./layer.js";

/** About this many lines in a picture. */
const LINES = 8;
/** Neighbours further apart than this, relative to the nearer, are two surfaces: between them is no line. */
const EDGE = 0.05;
/** Screen pixels of a line's shortest piece: noise on a wall makes shorter ones. */
const LEAST_PIECE = 24;

/** The round step, 1, 2 or 5 times a power of ten, that gives about eight lines between two depths. */
export function roundStep(near: number, far: number): number {
  const rough = (far - near) / LINES;
  if (!(rough > 0 && rough < Infinity)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((round) => round * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** From this ratio of far to near on, even steps would leave what is near without a line. */
const WIDE = 4;
/** Series of round numbers within a decade, from coarse to fine. */
const SERIES = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]] as const;

/**
 * About eight round depths between two: in even steps where the range is narrow, else ever farther apart, as
 * perspective has it.
 */
export function roundLevels(near: number, far: number): number[] {
  if (!(far > near && far < Infinity)) return [];
  if (near > 0 && far / near > WIDE) {
    const all = SERIES.map((series) => levelsOf(series, near, far));
    const off = (levels: readonly number[]): number => Math.abs(levels.length - LINES);
    return all.reduce((best, levels) => (off(levels) < off(best) ? levels : best));
  }
  const step = roundStep(near, far);
  const first = Math.ceil(near / step);
  return Array.from({ length: Math.floor(far / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(6)),
  ).filter((level) => level > 0);
}

function levelsOf(series: readonly number[], near: number, far: number): number[] {
  const levels: number[] = [];
  for (let decade = Math.floor(Math.log10(near)); decade <= Math.log10(far); decade++)
    for (const factor of series) {
      const level = Number((factor * 10 ** decade).toPrecision(6));
      if (level >= near && level <= far) levels.push(level);
    }
  return levels;
}

/** The range that most of a frame's finite depths in a slice lie in, by its hundredths; every so many pixels are looked at. */
export function rangeOf(
  { metres }: Layer,
  slice: { readonly near: number; readonly far: number } = { near: 0, far: Infinity },
): { near: number; far: number } | null {
  const stride = Math.max(1, metres.length >> 15);
  const isSeen = (depth: number): boolean => depth >= slice.near && depth <= slice.far && depth < Infinity;
  const finite = metres.filter((depth, i) => i % stride === 0 && isSeen(depth)).sort();
  if (finite.length === 0) return null;
  return {
    near: finite[Math.floor(0.01 * finite.length)],
    far: finite[Math.floor(0.97 * (finite.length - 1))],
  };
}

/** One level's pixels on the screen. */
export interface Isoline {
  /** metres */
  readonly level: number;
  /** places in the frame, row by row */
  readonly pixels: readonly number[];
}

const isEdge = (a: number, b: number): boolean => !(Math.abs(a - b) <= EDGE * Math.min(a, b));

/** Each depth as the mean of five in its row, or its column, none of them beyond an edge. */
function calmed(metres: Float32Array, width: number, height: number, step: number): Float32Array {
  const calm = metres.slice();
  const [along, length] = step === 1 ? [width, width] : [height, width];
  for (let at = 0; at < metres.length; at++) {
    const place = step === 1 ? at % length : Math.floor(at / length);
    const depth = metres[at];
    let [sum, count] = [depth, 1];
    for (let by = -2; by <= 2; by++) {
      if (by === 0 || place + by < 0 || place + by >= along) continue;
      const other = metres[at + by * step];
      if (isEdge(depth, other)) continue;
      sum += other;
      count++;
    }
    calm[at] = sum / count;
  }
  return calm;
}

/**
 * The screen pixels where depth passes a level, level by level; short pieces are left out.
 *
 * @param levels metres, growing
 */
export function isolinesOf({ width, height, metres }: Layer, levels: readonly number[]): Isoline[] {
  const calm = calmed(calmed(metres, width, height, 1), width, height, width);
  const levelAt = new Float64Array(width * height);
  const found: number[] = [];
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const at = y * width + x;
      const band = bandOf(levels, calm[at]);
      for (const other of [at + 1, at + width]) {
        const next = bandOf(levels, calm[other]);
        if (next === band || isEdge(calm[at], calm[other])) continue;
        levelAt[at] = levels[Math.max(band, next) - 1];
        found.push(at);
        break;
      }
    }
  }
  return byLevel(found, levelAt, width);
}

/** How many levels a depth has passed. */
function bandOf(levels: readonly number[], metres: number): number {
  let band = 0;
  while (band < levels.length && metres >= levels[band]) band++;
  return band;
}

function byLevel(found: readonly number[], levelAt: Float64Array, width: number): Isoline[] {
  const levels = new Map<number, number[]>();
  const isSeen = new Uint8Array(levelAt.length);
  for (const start of found) {
    if (isSeen[start]) continue;
    isSeen[start] = 1;
    const level = levelAt[start];
    const piece = [start];
    for (let next = 0; next < piece.length; next++) {
      for (const by of [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1]) {
        const at = piece[next] + by;
        if (levelAt[at] !== level || isSeen[at]) continue;
        isSeen[at] = 1;
        piece.push(at);
      }
    }
    if (piece.length < LEAST_PIECE) continue;
    const known = levels.get(level);
    if (known) for (const at of piece) known.push(at);
    else levels.set(level, piece);
  }
  return [...levels]
    .sort(([a], [b]) => a - b)
    .map(([level, pixels]) => ({
      level: Number(level.toPrecision(6)),
      pixels: pixels.sort((a, b) => a - b),
    }));
}

/** One place for each line's label: near the middle of the frame, and `room` pixels from every other's. */
export function labelPlaces(
  lines: readonly Isoline[],
  { width, height }: { width: number; height: number },
  room: number,
): { readonly level: number; readonly x: number; readonly y: number }[] {
  const placed: { level: number; x: number; y: number }[] = [];
  for (const { level, pixels } of lines) {
    let best: { level: number; x: number; y: number } | undefined;
    let least = Infinity;
    const stride = Math.max(1, pixels.length >> 9);
    for (let i = 0; i < pixels.length; i += stride) {
      const x = pixels[i] % width;
      const y = Math.floor(pixels[i] / width);
      if (x < room / 2 || x > width - room / 2 || y < room / 4 || y > height - room / 4) continue;
      const off = Math.hypot(x - width / 2, y - height / 2);
      if (off >= least || placed.some((other) => Math.hypot(x - other.x, 2 * (y - other.y)) < room)) continue;
      least = off;
      best = { level, x, y };
    }
    if (best) placed.push(best);
  }
  return placed;
}
