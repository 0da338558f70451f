/** Depth beside the truth: scores, and where it is worst. */
import { type DepthScores, depthScores } from "vision-peel/metrics";
import { type DepthErrors, type ErrorOptions, errorsOf } from "./draw/errors.js";
import type { PixelPosition } from "./state.js";

export interface DepthComparison {
  readonly scores: DepthScores;
  readonly errors: DepthErrors;
}

export function compareDepth(
  metres: Float32Array,
  truth: Float32Array,
  options: ErrorOptions,
  errors: DepthErrors = errorsOf(metres, truth, options),
): DepthComparison {
  const { scale, shift } = errors;
  const aligned = options.alignment === "none" ? metres : metres.map((depth) => scale * depth + shift);
  return { scores: depthScores(aligned, truth), errors };
}

const BLOCK = 16;

/** The middles of the blocks of 16 × 16 pixels whose mean error is largest, the worst first. */
export function worstPlaces(
  errors: Float32Array,
  width: number,
  height: number,
  count: number,
): (PixelPosition & { readonly error: number })[] {
  const blocks: (PixelPosition & { error: number })[] = [];
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      let [sum, known] = [0, 0];
      for (let y = top; y < Math.min(height, top + BLOCK); y++) {
        for (let x = left; x < Math.min(width, left + BLOCK); x++) {
          const error = Math.abs(errors[y * width + x]);
          if (Number.isNaN(error)) continue;
          sum += error;
          known++;
        }
      }
      if (known === 0) continue;
      const middle = (start: number, side: number): number =>
        Math.min(side - 1, start + (Math.min(BLOCK, side - start) >> 1));
      blocks.push({ x: middle(left, width), y: middle(top, height), error: sum / known });
    }
  }
  return blocks.sort((a, b) => b.error - a.error).slice(0, count);
}
