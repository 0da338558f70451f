/** Normals beside the truth, or beside the normals of depth: scores, how errors spread, and where they are worst. */
import { angularErrorsInPieces, type NormalScores, normalScoresInPieces } from "vision-peel/metrics";
import type { PixelPosition } from "../shared/state.js";
import { MOST_DEGREES } from "./draw/colours.js";

/** Places are told by blocks of so many pixels in both directions: a single pixel may be noise. */
export const BLOCK = 16;
/** Places that are told. */
const WORST = 5;

/** The middle of a block. */
export interface WorstDirection extends PixelPosition {
  /** mean of the block's errors, degrees */
  readonly degrees: number;
}

export interface NormalComparison {
  readonly scores: NormalScores;
  /** by whole degrees; the last bin holds all beyond */
  readonly counts: Uint32Array;
  /** the blocks whose mean error is largest, the worst first */
  readonly worst: readonly WorstDirection[];
}

/**
 * Compares in pieces; yields the share that is done. Errors count where both are known: a pixel that was painted as sky
 * is no error of 90°.
 */
export function* compareNormals(
  { width, height, normals }: { width: number; height: number; normals: Float32Array },
  truth: Float32Array,
): Generator<number, NormalComparison> {
  const errors = yield* shareOf(angularErrorsInPieces(normals, truth), 0, 0.5);
  const counts = new Uint32Array(MOST_DEGREES);
  for (let i = 0; i < errors.length; i++) {
    if (Number.isNaN(normals[3 * i])) errors[i] = Number.NaN;
    else if (!Number.isNaN(errors[i])) counts[Math.min(MOST_DEGREES - 1, Math.floor(errors[i]))]++;
  }
  yield 0.6;
  const scores = yield* shareOf(normalScoresInPieces(errors), 0.6, 0.9);
  return { scores, counts, worst: worstOf(errors, width, height) };
}

function* shareOf<Result>(
  pieces: Generator<number, Result>,
  from: number,
  to: number,
): Generator<number, Result> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    yield from + value * (to - from);
  }
}

function worstOf(errors: Float32Array, width: number, height: number): WorstDirection[] {
  const blocks: WorstDirection[] = [];
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const [right, bottom] = [Math.min(width, left + BLOCK), Math.min(height, top + BLOCK)];
      let [sum, known] = [0, 0];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const error = errors[y * width + x];
          if (Number.isNaN(error)) continue;
          sum += error;
          known++;
        }
      }
      if (known > 0) blocks.push({ x: (left + right) >> 1, y: (top + bottom) >> 1, degrees: sum / known });
    }
  }
  return blocks.sort((a, b) => b.degrees - a.degrees).slice(0, WORST);
}
