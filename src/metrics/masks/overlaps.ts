/** How well masks and labels agree with the truth. */
import { ArgumentError } from "../../errors.js";

/** Pixels that two masks share, and that either has. */
export interface Overlap {
  readonly intersection: number;
  readonly union: number;
}

function checkLengths(got: ArrayLike<number>, truth: ArrayLike<number>): void {
  if (got.length === truth.length) return;
  throw new ArgumentError({
    argument: "prediction",
    expected: `as many pixels as the truth, ${truth.length}`,
    got: `${got.length} pixels`,
    remedy: "bring the prediction to the truth's size first",
  });
}

/**
 * What a mask shares with its truth. Pixels of the truth that are 255 belong to neither.
 *
 * @param prediction 0 or not, one value per pixel
 * @param truth 0, 255 (to be ignored) or anything else, one value per pixel
 * @throws ArgumentError if they differ in length
 * @example overlapOf([1, 1, 0], [1, 0, 255])   // { intersection: 1, union: 2 }
 */
export function overlapOf(prediction: ArrayLike<number>, truth: ArrayLike<number>): Overlap {
  checkLengths(prediction, truth);
  let intersection = 0;
  let union = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === 255) continue;
    const isIn = prediction[i] !== 0;
    const isTrue = truth[i] !== 0;
    if (isIn && isTrue) intersection++;
    if (isIn || isTrue) union++;
  }
  return { intersection, union };
}

/**
 * cIoU and gIoU over expressions, as LISA's train_ds.py counts them (github.com/dvlab-research/LISA): cIoU divides
 * the sums of all; gIoU is the mean of each one's, where nothing asked for and nothing found scores 1.
 *
 * @param overlaps one for each expression; without any both are NaN
 * @example referringScores([{ intersection: 1, union: 2 }]).cIoU   // 0.5, to within 1e-10
 */
export function referringScores(overlaps: readonly Overlap[]): { cIoU: number; gIoU: number } {
  if (overlaps.length === 0) return { cIoU: Number.NaN, gIoU: Number.NaN };
  let intersections = 0;
  let unions = 0;
  let sum = 0;
  for (const { intersection, union } of overlaps) {
    intersections += intersection;
    unions += union;
    sum += union === 0 ? 1 : intersection / (union + 1e-5);
  }
  return { cIoU: intersections / (unions + 1e-10), gIoU: sum / overlaps.length };
}

/**
 * Counts pixels by true and by predicted id: `matrix[truth * size + prediction]`.
 *
 * @param size ids run from 0 to size − 1
 * @param into a matrix to add to, for a set of pictures
 * @throws ArgumentError if the planes differ in length or an id is too large
 * @example confusionMatrix([0, 1], [1, 1], 2)   // Float64Array [0, 0, 1, 1]
 */
export function confusionMatrix(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  size: number,
  into: Float64Array = new Float64Array(size * size),
): Float64Array {
  checkLengths(prediction, truth);
  for (let i = 0; i < truth.length; i++) {
    if (!(truth[i] < size && prediction[i] < size)) {
      throw new ArgumentError({
        argument: "size",
        expected: "more than every id",
        got: `${size}, with the id ${Math.max(truth[i], prediction[i])} at pixel ${i}`,
        remedy: "pass the largest id plus one",
      });
    }
    into[truth[i] * size + prediction[i]]++;
  }
  return into;
}

/** The intersection over union of each class, NaN where neither has it, and their mean. */
export interface ClassScores {
  readonly iou: readonly number[];
  readonly mIoU: number;
}

/**
 * IoU by class as Cityscapes scores it (evalPixelLevelSemanticLabeling.py): false positives are counted on
 * pixels whose true class is scored, false negatives over the whole true row, so that a class that is not
 * scored, predicted on a pixel that is, is a miss.
 *
 * @param matrix as `confusionMatrix` counts it
 * @param classes ids that are scored
 * @example scoresOf(confusionMatrix([0, 1], [1, 1], 2), 2, [0, 1]).iou   // [0, 0.5]
 */
export function scoresOf(matrix: Float64Array, size: number, classes: readonly number[]): ClassScores {
  const iou = classes.map((id) => {
    const hits = matrix[id * size + id];
    let misses = -hits;
    for (let other = 0; other < size; other++) misses += matrix[id * size + other];
    let falseHits = -hits;
    for (const other of classes) falseHits += matrix[other * size + id];
    return hits / (hits + misses + falseHits);
  });
  const there = iou.filter((score) => !Number.isNaN(score));
  return { iou, mIoU: there.reduce((sum, score) => sum + score, 0) / there.length };
}
