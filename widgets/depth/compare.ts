/** Depth beside the truth: scores, how errors spread, and where they are worst. */
import { addDepth, type DepthScores, noDepthSums, scoresOfDepthSums } from "vision-peel/metrics";
import { type DepthErrors, errorsOf } from "./draw/errors.js";
import type { DepthErrorUnit, PixelPosition } from "./state.js";

/** Places are told by blocks of so many pixels in both directions: a single pixel may be noise. */
export const BLOCK = 16;
/** Places that are told. */
const WORST = 5;
/** Of the histogram; the first and the last hold all beyond. */
const BINS = 80;

/** Depth as it is compared: aligned, where it is. */
export interface ComparedDepth {
  readonly width: number;
  readonly height: number;
  readonly metres: Float32Array;
  readonly truth: Float32Array;
}

/** The middle of a block. */
export interface WorstPlace extends PixelPosition {
  /** mean of the block's errors, signed: below 0 is too near */
  readonly error: number;
}

export interface DepthComparison {
  readonly scores: DepthScores;
  readonly errors: DepthErrors;
  /** errors from −most to most, in equal bins */
  readonly counts: Uint32Array;
  /** the blocks whose mean error is largest, either way, the worst first */
  readonly worst: readonly WorstPlace[];
}

/** Pixels looked at between two breaths: some 20 ms. */
const PIECE = 1 << 18;

/** Compares in pieces; yields the share that is done. */
export function* compareDepth(
  { width, height, metres, truth }: ComparedDepth,
  unit: DepthErrorUnit,
  errors: DepthErrors = errorsOf(metres, truth, unit),
): Generator<number, DepthComparison> {
  const sums = noDepthSums();
  const counts = new Uint32Array(BINS);
  const blocks: WorstPlace[] = [];
  const { most } = errors;
  let done = 0;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    const [from, to] = [top * width, bottom * width];
    addDepth(sums, metres.subarray(from, to), truth.subarray(from, to));
    for (let left = 0; left < width; left += BLOCK) {
      const right = Math.min(width, left + BLOCK);
      let [sum, known] = [0, 0];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const error = errors.at(y * width + x);
          if (Number.isNaN(error)) continue;
          sum += error;
          known++;
          const bin = Math.floor((BINS * (error + most)) / (2 * most));
          counts[Math.min(BINS - 1, Math.max(0, bin))]++;
        }
      }
      if (known === 0) continue;
      blocks.push({ x: (left + right) >> 1, y: (top + bottom) >> 1, error: sum / known });
    }
    done += to - from;
    if (done < PIECE || bottom === height) continue;
    done = 0;
    yield bottom / height;
  }
  const worst = blocks.sort((a, b) => Math.abs(b.error) - Math.abs(a.error)).slice(0, WORST);
  return { scores: scoresOfDepthSums(sums), errors, counts, worst };
}
