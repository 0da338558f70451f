/** Agreement along borders, where most of what a picture's inside hides goes wrong. */
import { ArgumentError } from "../errors.js";
import { borderBand, type IdPlane } from "../image/borderBand.js";

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
  const places = new Map(ids.map((id, place) => [id, place]));
  const both = new Float64Array(ids.length);
  const either = new Float64Array(ids.length);
  const near = [prediction, truth].map((plane) => borderBand(plane, distance, { edges: true }));
  for (let i = 0; i < width * height; i++) {
    if (ignored?.[i]) continue;
    const got = near[0][i] ? places.get(prediction.data[i]) : undefined;
    const wanted = near[1][i] ? places.get(truth.data[i]) : undefined;
    if (got !== undefined) either[got]++;
    if (wanted === undefined) continue;
    if (wanted === got) both[wanted]++;
    else either[wanted]++;
  }
  return ids.map((_, place) => both[place] / either[place]);
}
