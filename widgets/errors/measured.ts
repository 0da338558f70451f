import type { Layer } from "../layers/source.js";
import type { ScoreTable, WorstBlock } from "./state.js";

/** A prediction beside the truth: what can be told of it. */
export interface Measured {
  readonly prediction: Layer;
  readonly truth: Layer;
  /** of every pixel; NaN where there is nothing to compare */
  readonly error: Layer;
  readonly tables: readonly ScoreTable[];
  readonly worst: readonly WorstBlock[];
}

/** A share as a percentage: "92.31 %". */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(2)}\u00a0%` : "–";

/** Places are told by blocks of so many pixels in both directions: a single pixel may be noise. */
const BLOCK = 16;
const WORST = 5;

/**
 * The blocks whose mean error is largest, either way.
 *
 * @param inWords a block's mean error as it is read
 */
export function worstBlocks(
  { state: { width, height }, data }: Layer,
  inWords: (mean: number) => string,
): WorstBlock[] {
  const blocks: { x: number; y: number; mean: number }[] = [];
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const [right, bottom] = [Math.min(width, left + BLOCK), Math.min(height, top + BLOCK)];
      let [sum, known] = [0, 0];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const value = data[y * width + x];
          if (Number.isNaN(value)) continue;
          sum += value;
          known++;
        }
      }
      if (known > 0) blocks.push({ x: (left + right) >> 1, y: (top + bottom) >> 1, mean: sum / known });
    }
  }
  return blocks
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, WORST)
    .filter(({ mean }) => mean !== 0)
    .map(({ x, y, mean }) => ({ x, y, text: inWords(mean) }));
}

/** A round number that nearly all sizes are below: 1, 2 or 5 times a power of ten. */
export function usualMost(data: ArrayLike<number>): number {
  const stride = Math.max(1, data.length >> 15);
  const seen: number[] = [];
  for (let i = 0; i < data.length; i += stride) if (!Number.isNaN(data[i])) seen.push(Math.abs(data[i]));
  const usual = seen.sort((a, b) => a - b)[Math.floor(0.98 * (seen.length - 1))] ?? 0;
  if (!(usual > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(usual));
  return power * ([1, 2, 5, 10].find((round) => round * power >= usual) ?? 10);
}
