import { addTo, addTotal, type ExactSum, noSum, totalOf } from "../sums/exactSum.js";
import { packCounts, unpackCounts } from "../sums/packedCounts.js";
import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import { NORMAL_LIMITS } from "./angularErrors.js";

/** Bins per degree: the pooled median is within one bin of the exact one, 0.002°. */
const PER_DEGREE = 500;
const BINS = 180 * PER_DEGREE + 1;

/** Sums over the pixels of any number of pictures, as JSON. */
export interface PooledNormalsJson {
  readonly protocol: string;
  readonly samples: number;
  readonly sums: readonly [error: number, errorRest: number, square: number, squareRest: number];
  readonly below: readonly number[];
  readonly histogram: string;
}

/**
 * Angular errors of all pixels of a data set, pooled, as DSINE (baegwangbin/DSINE @ef0c2afa32b4), Omnidata and Lotus
 * score normals: a picture with more known pixels weighs more. Memory does not grow with pictures; the mean, the root
 * mean square and the shares are exact, the median is within 0.002°.
 *
 * @example
 * const pooled = new PooledNormals("NYUv2");
 * pooled.add(angularErrors(prediction.data, truth.data));
 * pooled.scores().values.mean // degrees
 */
export class PooledNormals {
  readonly protocol: string;
  #samples = 0;
  #error: ExactSum = noSum();
  #square: ExactSum = noSum();
  #below = NORMAL_LIMITS.map(() => 0);
  #histogram: Float64Array = new Float64Array(BINS);

  /** @param data how people call what is scored */
  constructor(data = "any data") {
    this.protocol = `DSINE (pixels pooled) on ${data}`;
  }

  /** Adds a picture. @param errors degrees; NaN where the truth is unknown, which does not count */
  add(errors: ArrayLike<number>): void {
    let [sum, squares, pixels] = [0, 0, 0];
    for (let i = 0; i < errors.length; i++) {
      const error = errors[i];
      if (Number.isNaN(error)) continue;
      pixels++;
      sum += error;
      squares += error * error;
      for (let k = 0; k < NORMAL_LIMITS.length; k++) if (error < NORMAL_LIMITS[k]) this.#below[k]++;
      this.#histogram[Math.min(BINS - 1, Math.floor(error * PER_DEGREE))]++;
    }
    if (pixels === 0) return;
    this.#samples++;
    addTo(this.#error, sum);
    addTo(this.#square, squares);
  }

  /** @throws ArgumentError for pixels of another protocol */
  merge(other: PooledNormals): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    this.#samples += other.#samples;
    addTotal(this.#error, other.#error);
    addTotal(this.#square, other.#square);
    for (let k = 0; k < this.#below.length; k++) this.#below[k] += other.#below[k];
    for (let i = 0; i < BINS; i++) this.#histogram[i] += other.#histogram[i];
  }

  /** Degrees, and shares from 0 to 1 of pixels strictly below 5, 7.5, 11.25, 22.5 and 30 degrees. */
  scores(): ProtocolScores & { readonly pixels: number } {
    const pixels = this.#histogram.reduce((sum, count) => sum + count, 0);
    const shares = NORMAL_LIMITS.map((limit, k) => [`below${limit}`, this.#below[k] / pixels] as const);
    const values = {
      ...{ mean: totalOf(this.#error) / pixels, median: this.#median(pixels) },
      ...{ rmse: Math.sqrt(totalOf(this.#square) / pixels), ...Object.fromEntries(shares) },
    };
    return { protocol: this.protocol, samples: this.#samples, pixels, values: pixels > 0 ? values : {} };
  }

  /** Pixels by their errors, in bins of `1 / perDegree` degrees; `perDegree` divides 500. */
  countsBy(perDegree: number): Float64Array {
    const width = PER_DEGREE / perDegree;
    const counts = new Float64Array(180 * perDegree + 1);
    for (let i = 0; i < BINS; i++) counts[Math.floor(i / width)] += this.#histogram[i];
    return counts;
  }

  toJSON(): PooledNormalsJson {
    const sums = [this.#error.sum, this.#error.rest, this.#square.sum, this.#square.rest] as const;
    const histogram = packCounts(this.#histogram);
    return { protocol: this.protocol, samples: this.#samples, sums, below: [...this.#below], histogram };
  }

  static fromJSON({ protocol, samples, sums, below, histogram }: PooledNormalsJson): PooledNormals {
    const pooled = new PooledNormals();
    (pooled as { protocol: string }).protocol = protocol;
    pooled.#samples = samples;
    pooled.#error = { sum: sums[0], rest: sums[1] };
    pooled.#square = { sum: sums[2], rest: sums[3] };
    pooled.#below = [...below];
    pooled.#histogram = unpackCounts(histogram, BINS);
    return pooled;
  }

  /** Within its bin by a straight line. */
  #median(pixels: number): number {
    const rank = (pixels - 1) / 2;
    let before = 0;
    for (let i = 0; i < BINS; i++) {
      const count = this.#histogram[i];
      if (before + count > rank) return (i + (rank - before + 0.5) / count) / PER_DEGREE;
      before += count;
    }
    return Number.NaN;
  }
}
