/** Agreement along borders, where most of what a picture's inside hides goes wrong. */
import { ArgumentError } from "../../errors.js";
import { borderBand, type IdPlane } from "../../image/borderBand.js";

/**
 * Boundary IoU (Cheng, Girshick, Dollár, Berg and Kirillov, "Boundary IoU", CVPR 2021, equation 3): the intersection
 * over union of what of each mask lies within `distance` of its own contour, the picture's edge among it. They take 2 %
 * of the picture's diagonal.
 *
 * @param ids which to score
 * @param distance pixels, a whole number from 1
 * @param ignored 1 where a pixel is not scored
 * @returns one score for each id, 0 to 1; NaN where neither picture has it
 * @throws ArgumentError if the pictures differ in size
 * @example boundaryIou(predicted, truth, [1], 3)[0]
 */
export function boundaryIou(
  prediction: IdPlane,
  truth: IdPlane,
  ids: readonly number[],
  distance: number,
  ignored?: Uint8Array,
): number[] {
  const { width, height } = truth;
  if (prediction.width !== width || prediction.height !== height) {
    throw new ArgumentError({
      argument: "prediction",
      expected: `${width} × ${height} pixels, as the truth has`,
      got: `${prediction.width} × ${prediction.height}`,
      remedy: "bring the prediction to the truth's size first",
    });
  }
  const sums = noBoundarySums(ids);
  const [near, trueNear] = [prediction, truth].map((plane) => borderBand(plane, distance, { edges: true }));
  addBoundary(sums, { data: prediction.data, near }, { data: truth.data, near: trueNear }, ignored);
  return scoresOfBoundarySums(sums);
}

/** What the scores are made of: pixels of each id near contours, of one picture or of strips of one. */
export interface BoundarySums {
  /** 1 + the place of an id; 0: not scored */
  readonly placeOf: Uint32Array;
  readonly both: Float64Array;
  readonly either: Float64Array;
}

/** Ids of some pixels, and 1 for each that lies near its contour. */
export interface NearBorders {
  readonly data: ArrayLike<number>;
  readonly near: Uint8Array;
}

/** Sums of no pixel yet; the same id twice is scored in its last place. */
export function noBoundarySums(ids: readonly number[]): BoundarySums {
  const placeOf = new Uint32Array(1 + Math.max(0, ...ids));
  for (const [place, id] of ids.entries()) placeOf[id] = place + 1;
  return { placeOf, both: new Float64Array(ids.length), either: new Float64Array(ids.length) };
}

/** Adds pixels to sums. */
export function addBoundary(
  { placeOf, both, either }: BoundarySums,
  prediction: NearBorders,
  truth: NearBorders,
  ignored?: Uint8Array,
): void {
  for (let i = 0; i < truth.near.length; i++) {
    if (ignored?.[i]) continue;
    const got = prediction.near[i] === 0 ? 0 : (placeOf[prediction.data[i]] ?? 0);
    const wanted = truth.near[i] === 0 ? 0 : (placeOf[truth.data[i]] ?? 0);
    if (got > 0) either[got - 1]++;
    if (wanted === 0) continue;
    if (wanted === got) both[wanted - 1]++;
    else either[wanted - 1]++;
  }
}

/** One score for each id; NaN where nothing was added for it. */
export const scoresOfBoundarySums = ({ both, either }: BoundarySums): number[] =>
  [...both].map((pixels, place) => pixels / either[place]);
