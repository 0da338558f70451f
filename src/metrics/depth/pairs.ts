/** The pixels of a picture that count, with what was predicted there. */
import { type Crop, crops } from "./crops.js";
import type { Pairs } from "./formulas.js";
import type { DepthRules } from "./rules.js";

export interface DepthPairs {
  /** metres, finite and above 0 */
  readonly predicted: Float64Array;
  readonly true: Float64Array;
  /** pixels where nothing usable was predicted, or the sky: they count as far off as the rules allow */
  readonly filled: number;
  readonly grid?: Pairs["grid"];
}

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** How a protocol looks at pixels. */
export interface PairRule {
  /** whether the limits count themselves: Depth Anything V2's `>=` and `<=` */
  readonly isInclusive: boolean;
  /** whether predictions are brought into the range first, as ZoeDepth does */
  readonly isClamped: boolean;
  /** whether the protocol has to know where pixels lie */
  readonly hasGrid?: boolean;
}

/**
 * Where the truth is unknown or out of range a pixel does not count, whatever was predicted. What was predicted as sky
 * counts as the range's end, what is unknown or not above 0 as its begin: so ZoeDepth does it (+∞ → max, NaN → min);
 * the others' code has no answer (their models predict neither), and leaving such pixels out would reward them.
 */
export function pairsOf(
  prediction: Plane,
  truth: Plane,
  { min, max, crop }: DepthRules,
  { isInclusive, isClamped, hasGrid = false }: PairRule,
): DepthPairs {
  const { width, height } = truth;
  const { top, bottom, left, right }: Crop = crops[crop](width, height);
  const most = Math.max(0, (bottom - top) * (right - left));
  const predicted = new Float64Array(most);
  const known = new Float64Array(most);
  const places = new Uint32Array(hasGrid ? most : 0);
  const least = Math.max(min, 1e-3);
  let [count, filled] = [0, 0];
  for (let y = top; y < bottom; y++) {
    for (let i = y * width + left; i < y * width + right; i++) {
      const g = truth.data[i];
      const isIn = isInclusive ? g >= min && g <= max : g > min && g < max;
      if (!isIn || !(g > 0 && g < Infinity)) continue;
      let d = prediction.data[i];
      if (isClamped) d = Math.min(Math.max(d, min), max);
      if (!(d > 0 && d < Infinity)) {
        filled++;
        d = d === Infinity ? endOf(max, g) : least;
      }
      if (hasGrid) places[count] = i;
      predicted[count] = d;
      known[count++] = g;
    }
  }
  return {
    ...{ predicted: predicted.subarray(0, count), true: known.subarray(0, count), filled },
    ...(hasGrid && { grid: { places: places.subarray(0, count), width, height } }),
  };
}

/** Without a limit the sky is as far as nothing that is measured. */
const endOf = (max: number, g: number): number => (max < Infinity ? max : Math.max(1e4, 10 * g));
