import { ArgumentError } from "../../errors.js";
import { maskArea, maskBox } from "./encode.js";
import { runLengthsOf } from "./text.js";
import type { CocoMask, PixelBox, RunLengths } from "./types.js";

/**
 * The union or the intersection of masks of one size.
 *
 * @throws ArgumentError for no mask at all, or masks of different sizes
 * @example maskArea(mergeMasks([left, right], "intersection"))
 */
export function mergeMasks(masks: readonly CocoMask[], how: "union" | "intersection" = "union"): RunLengths {
  if (masks.length === 0) {
    throw new ArgumentError({
      argument: "masks",
      expected: "at least one mask",
      got: "an empty array",
      remedy: "there is no size without a mask",
    });
  }
  const runs = masks.map((mask, i) => runLengthsOf(mask, `masks[${i}]`));
  return runs.reduce((merged, next) => mergeTwo(merged, next, how === "union" ? 1 : 2));
}

/** Walks both lists of runs side by side; a pixel is in if at least `needed` masks have it. */
function mergeTwo(a: RunLengths, b: RunLengths, needed: 1 | 2): RunLengths {
  if (a.size[0] !== b.size[0] || a.size[1] !== b.size[1]) {
    throw new ArgumentError({
      argument: "masks",
      expected: `all of one size, ${a.size.join(" × ")}`,
      got: `one of ${b.size.join(" × ")}`,
      remedy: "put them on one grid first",
    });
  }
  const counts: number[] = [];
  const cursors = [new RunCursor(a.counts), new RunCursor(b.counts)];
  let left = a.size[0] * a.size[1];
  let current = 0;
  let run = 0;
  while (left > 0) {
    const step = Math.min(cursors[0].rest, cursors[1].rest);
    const bit = cursors[0].bit + cursors[1].bit >= needed ? 1 : 0;
    if (bit !== current) {
      counts.push(run);
      run = 0;
      current = bit;
    }
    run += step;
    left -= step;
    for (const cursor of cursors) cursor.advance(step);
  }
  counts.push(run);
  return { size: a.size, counts };
}

class RunCursor {
  rest = 0;
  bit = 1;
  #next = 0;

  constructor(private readonly counts: readonly number[]) {
    this.advance(0);
  }

  advance(step: number): void {
    this.rest -= step;
    while (this.rest === 0 && this.#next < this.counts.length) {
      this.rest = this.counts[this.#next++];
      this.bit = 1 - this.bit;
    }
  }
}

/**
 * Intersection over union of every detection with every truth, as COCO measures it: with a truth that
 * is a crowd, the union is the detection alone.
 *
 * @param crowd for each truth whether it is a crowd; nobody if left out
 * @returns rows of detections, columns of truths
 * @example maskIou([detected], [truth])[0][0]
 */
export function maskIou(
  detections: readonly CocoMask[],
  truths: readonly CocoMask[],
  crowd: ArrayLike<number | boolean> = [],
): number[][] {
  const measure = (mask: CocoMask) => {
    const runs = runLengthsOf(mask);
    return { runs, area: maskArea(runs), box: maskBox(runs) };
  };
  const columns = truths.map(measure);
  return detections.map(measure).map((detection) =>
    columns.map((truth, g) => {
      if (boxOverlap(detection.box, truth.box) === 0) return 0;
      const common = maskArea(mergeTwo(detection.runs, truth.runs, 2));
      return ratio(common, detection.area, truth.area, Boolean(crowd[g]));
    }),
  );
}

/** As `maskIou`, for boxes. */
export function boxIou(
  detections: readonly PixelBox[],
  truths: readonly PixelBox[],
  crowd: ArrayLike<number | boolean> = [],
): number[][] {
  return detections.map((detection) =>
    truths.map((truth, g) =>
      ratio(
        boxOverlap(detection, truth),
        detection[2] * detection[3],
        truth[2] * truth[3],
        Boolean(crowd[g]),
      ),
    ),
  );
}

function ratio(common: number, detected: number, truth: number, isCrowd: boolean): number {
  if (common === 0) return 0;
  return common / (isCrowd ? detected : detected + truth - common);
}

function boxOverlap(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}
