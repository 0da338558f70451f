import type { ColourPath } from "./colourPath.js";
import { type PathSegments, ROUNDING, segmentsOf, shareAlong, squaredDistance } from "./nearestOnPath.js";

/** Cells a side of the RGB cube, each 8 levels wide. */
const CELL_SHIFT = 3;
const CELLS = 32 ** 3;
/** No colour of a cell, whole or fractional, is farther from its middle. */
const HALF_DIAGONAL = 4 * Math.sqrt(3);

/** Segments of a run; paths of fewer than two runs are tried as they are. */
const RUN = 8;

/** For what floats round off. */
const SLACK = 1e-6;

/** A run of neighbouring segments, and the straight line between its ends. */
interface Run {
  readonly first: number;
  /** before this one */
  readonly end: number;
  readonly chord: PathSegments;
  /** no point of the run is farther from the line, and none of the line from the run */
  readonly off: number;
}

/**
 * Projects colours onto a path without making objects: what was found lies in `found`. Exactly what `projectOnPath`
 * finds. Of paths of many segments only those runs are tried that can be nearest: a run lies as near as the line
 * between its ends, give or take its bend; and in each cell of the RGB cube only a few lines can be nearest.
 */
export class PathProjector {
  /** position, squared distance, squared distance of the nearest other stretch (Infinity if there is none) */
  readonly found = new Float64Array(3);
  readonly #segments: PathSegments;
  readonly #stretch: number;
  readonly #runs: readonly Run[];
  /** per cell the runs that can be nearest in it, made when its first colour comes */
  readonly #candidates: (Uint16Array | undefined)[] = [];
  readonly #distances: Float64Array;
  readonly #minima: Float64Array;
  #nearest = 0;

  constructor(path: ColourPath) {
    this.#segments = segmentsOf(path);
    this.#stretch = path.stretch;
    const { count } = this.#segments;
    this.#runs = count < 2 * RUN ? [] : runsOf(this.#segments);
    this.#distances = new Float64Array(this.#runs.length);
    this.#minima = new Float64Array(2 * count);
    if (this.#runs.length > 0) this.#candidates = Array(CELLS).fill(undefined);
  }

  /** Finds position and squared distance; levels may be fractional. */
  project(r: number, g: number, b: number): void {
    const { found } = this;
    found[1] = Infinity;
    this.#nearest = -1;
    if (this.#runs.length === 0) {
      this.#tryAll(0, this.#segments.count, r, g, b);
      return;
    }
    const cell = ((r >> CELL_SHIFT) << 10) | ((g >> CELL_SHIFT) << 5) | (b >> CELL_SHIFT);
    const candidates = this.#candidates[cell] ?? this.#findCandidates(cell, r, g, b);
    const runs = this.#runs;
    const distances = this.#distances;
    let best = candidates[0];
    let least = Infinity;
    for (let i = 0; i < candidates.length; i++) {
      const run = candidates[i];
      const distance = distanceTo(runs[run].chord, r, g, b);
      distances[run] = distance;
      if (distance < least) {
        least = distance;
        best = run;
      }
    }
    this.#tryAll(runs[best].first, runs[best].end, r, g, b);
    for (let i = 0; i < candidates.length; i++) {
      const run = candidates[i];
      const within = distances[run] - runs[run].off - SLACK;
      if (run !== best && (within <= 0 || within * within <= found[1]))
        this.#tryAll(runs[run].first, runs[run].end, r, g, b);
    }
  }

  /** Finds the nearest other stretch as well: the other local minima of the distance along the path. */
  projectWithRunnerUp(r: number, g: number, b: number): void {
    const segments = this.#segments;
    const { count, from, to } = segments;
    const minima = this.#minima;
    let found = 0;
    let position = 0;
    let best = Infinity;
    let t = shareAlong(segments, 0, r, g, b);
    let fallsInto = true;
    for (let k = 0; k < count; k++) {
      const next = k + 1 < count ? shareAlong(segments, k + 1, r, g, b) : 0;
      // The distance goes on falling beyond this end if the neighbour's nearest point is not the shared one.
      const fallsBeyond = t === 1 && next > 0;
      if ((t > 0 || fallsInto) && !fallsBeyond) {
        const there = from[k] + t * (to[k] - from[k]);
        const squared = squaredDistance(segments, k, t, r, g, b);
        minima[found++] = there;
        minima[found++] = squared;
        if (squared < best) {
          best = squared;
          position = there;
        }
      }
      fallsInto = t === 1;
      t = next;
    }
    let runner = Infinity;
    for (let i = 0; i < found; i += 2)
      if (Math.abs(minima[i] - position) > this.#stretch + ROUNDING && minima[i + 1] < runner)
        runner = minima[i + 1];
    this.found[0] = position;
    this.found[1] = best;
    this.found[2] = runner;
  }

  /** At a tie the first segment wins, in whatever order they are tried. */
  #tryAll(first: number, end: number, r: number, g: number, b: number): void {
    const segments = this.#segments;
    const { found } = this;
    for (let k = first; k < end; k++) {
      const t = shareAlong(segments, k, r, g, b);
      const squared = squaredDistance(segments, k, t, r, g, b);
      if (squared < found[1] || (squared === found[1] && k < this.#nearest)) {
        found[0] = segments.from[k] + t * (segments.to[k] - segments.from[k]);
        found[1] = squared;
        this.#nearest = k;
      }
    }
  }

  #findCandidates(cell: number, r: number, g: number, b: number): Uint16Array {
    const middle = (level: number): number => (level & ~7) + 4;
    const [mr, mg, mb] = [middle(r), middle(g), middle(b)];
    const runs = this.#runs;
    const distances = runs.map(({ chord }) => distanceTo(chord, mr, mg, mb));
    const least = Math.min(...runs.map(({ off }, i) => distances[i] + off));
    const reach = least + 2 * HALF_DIAGONAL + SLACK;
    const candidates = Uint16Array.from([...runs.keys()].filter((i) => distances[i] - runs[i].off <= reach));
    this.#candidates[cell] = candidates;
    return candidates;
  }
}

const distanceTo = (chord: PathSegments, r: number, g: number, b: number): number =>
  Math.sqrt(squaredDistance(chord, 0, shareAlong(chord, 0, r, g, b), r, g, b));

function runsOf(segments: PathSegments): Run[] {
  const { count, starts, spans } = segments;
  const runs: Run[] = [];
  for (let first = 0; first < count; first += RUN) {
    const end = Math.min(count, first + RUN);
    const a = starts.slice(3 * first, 3 * first + 3);
    const last = 3 * (end - 1);
    const z = a.map((_, c) => starts[last + c] + spans[last + c]);
    // Ends that meet make a line without a length: a circle of the run's size around the point.
    const vertices = Float64Array.of(...a, ...z);
    const isPoint = a.every((level, c) => level === z[c]);
    const chord = isPoint ? pointAt(a) : segmentsOf({ name: "chord", vertices, stretch: 0 });
    let off = 0;
    for (let k = first; k < end; k++)
      off = Math.max(off, distanceTo(chord, starts[3 * k], starts[3 * k + 1], starts[3 * k + 2]));
    runs.push({ first, end, chord, off });
  }
  return runs;
}

/** A segment that is one point: its share along is always 0. */
function pointAt(at: Float64Array): PathSegments {
  const zero = Float64Array.of(0);
  return {
    ...{ count: 1, starts: at, spans: Float64Array.of(0, 0, 0), squaredLengths: Float64Array.of(1) },
    ...{ from: zero, to: zero },
  };
}
