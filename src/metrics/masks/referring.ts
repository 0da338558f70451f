import { addTo, addTotal, type ExactSum, noSum, totalOf } from "../sums/exactSum.js";
import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import type { Overlap } from "./overlaps.js";

/** Sums over expressions, as JSON. */
export interface ReferringJson {
  readonly protocol: string;
  readonly expressions: number;
  readonly intersections: number;
  readonly unions: number;
  readonly gIoU: readonly [sum: number, rest: number];
  readonly above: readonly number[];
}

/** IoUs above which an expression counts as found: P@0.5 … P@0.9 of RefCOCO's tables. */
const LIMITS = [0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * cIoU and gIoU over expressions, added one at a time, as LISA counts them (dvlab-research/LISA train_ds.py
 * @3cb2d4301f1a): `cIoU` divides the sums of all, so that large things weigh more; `gIoU` is the mean of each one's,
 * where nothing asked for and nothing found scores 1. Every sentence is an expression.
 *
 * @example
 * const sums = new ReferringSums("RefCOCOg UMD val");
 * for (const { mask, truth } of expressions) sums.add(overlapOf(mask, truth));
 * sums.scores().values.cIoU
 */
export class ReferringSums {
  readonly protocol: string;
  #expressions = 0;
  #intersections = 0;
  #unions = 0;
  #gIoU: ExactSum = noSum();
  #above = LIMITS.map(() => 0);

  constructor(data = "any data") {
    this.protocol = `LISA cIoU and gIoU on ${data}`;
  }

  add({ intersection, union }: Overlap): void {
    this.#expressions++;
    this.#intersections += intersection;
    this.#unions += union;
    const iou = union === 0 ? 1 : intersection / (union + 1e-5);
    addTo(this.#gIoU, iou);
    for (const [k, limit] of LIMITS.entries()) if (iou > limit) this.#above[k]++;
  }

  /** @throws ArgumentError for sums of another protocol */
  merge(other: ReferringSums): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    this.#expressions += other.#expressions;
    this.#intersections += other.#intersections;
    this.#unions += other.#unions;
    addTotal(this.#gIoU, other.#gIoU);
    for (const k of LIMITS.keys()) this.#above[k] += other.#above[k];
  }

  /** Shares from 0 to 1. */
  scores(): ProtocolScores {
    const n = this.#expressions;
    const above = LIMITS.map((limit, k) => [`P@${limit}`, this.#above[k] / n] as const);
    const cIoU = this.#intersections / (this.#unions + 1e-10);
    const values = { cIoU, gIoU: totalOf(this.#gIoU) / n, ...Object.fromEntries(above) };
    return { protocol: this.protocol, samples: n, values: n > 0 ? values : {} };
  }

  toJSON(): ReferringJson {
    return {
      ...{ protocol: this.protocol, expressions: this.#expressions, intersections: this.#intersections },
      ...{ unions: this.#unions, gIoU: [this.#gIoU.sum, this.#gIoU.rest], above: [...this.#above] },
    };
  }

  static fromJSON({
    protocol,
    expressions,
    intersections,
    unions,
    gIoU,
    above,
  }: ReferringJson): ReferringSums {
    const sums = new ReferringSums();
    (sums as { protocol: string }).protocol = protocol;
    sums.#expressions = expressions;
    sums.#intersections = intersections;
    sums.#unions = unions;
    sums.#gIoU = { sum: gIoU[0], rest: gIoU[1] };
    sums.#above = [...above];
    return sums;
  }
}
