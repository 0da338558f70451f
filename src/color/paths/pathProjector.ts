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

/**
 * Per run of neighbouring segments eight numbers: where it begins, the way to its end, 1 / the square of that way's
 * length (0 where both ends are one), and by how much at most the run bends off the straight line between its ends.
 */
const RUN_NUMBERS = 8;

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
  readonly #runs: Float64Array;
  readonly #runCount: number;
  /** per cell the runs that can be nearest in it, made when its first colour comes */
  readonly #candidates: (Uint16Array | undefined)[] = [];
  readonly #distances: Float64Array;
  readonly #minima: Float64Array;
  #nearest = 0;

  constructor(path: ColourPath) {
    this.#segments = segmentsOf(path);
    this.#stretch = path.stretch;
    const { count } = this.#segments;
    this.#runs = count < 2 * RUN ? new Float64Array() : runsOf(this.#segments);
    this.#runCount = this.#runs.length / RUN_NUMBERS;
    this.#distances = new Float64Array(this.#runCount);
    this.#minima = new Float64Array(2 * count);
    if (this.#runCount > 0) this.#candidates = Array(CELLS).fill(undefined);
  }

  /** Finds position and squared distance; levels may be fractional. */
  project(r: number, g: number, b: number): void {
    const { found } = this;
    found[1] = Infinity;
    this.#nearest = -1;
    if (this.#runCount === 0) {
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
      const distance = distanceTo(runs, RUN_NUMBERS * run, r, g, b);
      distances[run] = distance;
      if (distance < least) {
        least = distance;
        best = run;
      }
    }
    this.#tryRun(best, r, g, b);
    for (let i = 0; i < candidates.length; i++) {
      const run = candidates[i];
      const within = distances[run] - runs[RUN_NUMBERS * run + 7] - SLACK;
      if (run !== best && (within <= 0 || within * within <= found[1])) this.#tryRun(run, r, g, b);
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

  #tryRun(run: number, r: number, g: number, b: number): void {
    this.#tryAll(RUN * run, Math.min(this.#segments.count, RUN * run + RUN), r, g, b);
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
    const distances = new Float64Array(this.#runCount);
    let least = Infinity;
    for (let run = 0; run < distances.length; run++) {
      distances[run] = distanceTo(runs, RUN_NUMBERS * run, mr, mg, mb);
      least = Math.min(least, distances[run] + runs[RUN_NUMBERS * run + 7]);
    }
    const reach = least + 2 * HALF_DIAGONAL + SLACK;
    const all = Uint16Array.from(distances.keys());
    const candidates = all.filter((run) => distances[run] - runs[RUN_NUMBERS * run + 7] <= reach);
    this.#candidates[cell] = candidates;
    return candidates;
  }
}

/** How far a colour lies from the straight line of the run whose numbers begin at `at`. */
function distanceTo(runs: Float64Array, at: number, r: number, g: number, b: number): number {
  const x = r - runs[at];
  const y = g - runs[at + 1];
  const z = b - runs[at + 2];
  const dx = runs[at + 3];
  const dy = runs[at + 4];
  const dz = runs[at + 5];
  const along = (x * dx + y * dy + z * dz) * runs[at + 6];
  const t = along < 0 ? 0 : along > 1 ? 1 : along;
  const u = x - t * dx;
  const v = y - t * dy;
  const w = z - t * dz;
  return Math.sqrt(u * u + v * v + w * w);
}

function runsOf({ count, starts, spans }: PathSegments): Float64Array {
  const runs = new Float64Array(RUN_NUMBERS * Math.ceil(count / RUN));
  for (let first = 0, at = 0; first < count; first += RUN, at += RUN_NUMBERS) {
    const end = Math.min(count, first + RUN);
    let squared = 0;
    for (let c = 0; c < 3; c++) {
      const start = starts[3 * first + c];
      const way = starts[3 * (end - 1) + c] + spans[3 * (end - 1) + c] - start;
      runs[at + c] = start;
      runs[at + 3 + c] = way;
      squared += way * way;
    }
    runs[at + 6] = squared === 0 ? 0 : 1 / squared;
    // Bends are largest at vertices, for distance from a line is convex.
    for (let k = 3 * first; k < 3 * end; k += 3)
      runs[at + 7] = Math.max(runs[at + 7], distanceTo(runs, at, starts[k], starts[k + 1], starts[k + 2]));
  }
  return runs;
}
