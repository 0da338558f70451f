import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import { matchPanoptic, type PanopticCounts, type PanopticPicture, panopticScores } from "./panoptic.js";

/** Counts by category, as JSON. */
export interface PanopticJson {
  readonly protocol: string;
  readonly samples: number;
  readonly counts: readonly (readonly [category: number, counts: PanopticCounts])[];
}

/**
 * Panoptic quality over any number of pictures, added one at a time, as panopticapi counts it
 * (cocodataset/panopticapi panopticapi/evaluation.py @7bb4655548f9).
 *
 * @example
 * const sums = new PanopticSums();
 * sums.add(predicted, truth);
 * sums.scores(things).values["PQ things"]
 */
export class PanopticSums {
  readonly protocol: string;
  #samples = 0;
  readonly #counts = new Map<number, PanopticCounts>();

  constructor(data = "COCO") {
    this.protocol = `panopticapi PQ on ${data}`;
  }

  /** @throws ArgumentError for pictures of other lengths, or a predicted id that is not listed */
  add(prediction: PanopticPicture, truth: PanopticPicture): void {
    matchPanoptic(prediction, truth, this.#counts);
    this.#samples++;
  }

  /** @throws ArgumentError for sums of another protocol */
  merge(other: PanopticSums): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    this.#samples += other.#samples;
    for (const [category, theirs] of other.#counts) {
      const ours = this.#counts.get(category) ?? { hits: 0, falseAlarms: 0, misses: 0, iou: 0 };
      this.#counts.set(category, ours);
      for (const key of ["hits", "falseAlarms", "misses", "iou"] as const) ours[key] += theirs[key];
    }
  }

  /**
   * Shares from 0 to 1: PQ, SQ and RQ of all, of things and of stuff.
   *
   * @param things categories that are counted one by one; without them there is but "all"
   */
  scores(things?: Iterable<number>): ProtocolScores {
    const all = [...this.#counts.keys()];
    const isThing = new Set(things ?? []);
    const groups: [string, number[]][] = [["", all]];
    if (things) {
      groups.push([" things", all.filter((one) => isThing.has(one))]);
      groups.push([" stuff", all.filter((one) => !isThing.has(one))]);
    }
    const values = groups.flatMap(([name, categories]) => {
      const { pq, sq, rq, categories: there } = panopticScores(this.#counts, categories);
      return there === 0 ? [] : Object.entries({ [`PQ${name}`]: pq, [`SQ${name}`]: sq, [`RQ${name}`]: rq });
    });
    return { protocol: this.protocol, samples: this.#samples, values: Object.fromEntries(values) };
  }

  /** "PQ person" … of each category that occurs, by the names given. */
  categoryScores(
    categories: readonly { readonly id: number; readonly name: string }[],
  ): Record<string, number> {
    const scores = categories.map(({ id, name }) => {
      const { pq, categories: there } = panopticScores(this.#counts, [id]);
      return [`PQ ${name}`, there === 0 ? Number.NaN : pq] as const;
    });
    return Object.fromEntries(scores.filter(([, pq]) => !Number.isNaN(pq)));
  }

  get counts(): ReadonlyMap<number, Readonly<PanopticCounts>> {
    return this.#counts;
  }

  toJSON(): PanopticJson {
    return { protocol: this.protocol, samples: this.#samples, counts: [...this.#counts] };
  }

  static fromJSON({ protocol, samples, counts }: PanopticJson): PanopticSums {
    const sums = new PanopticSums();
    (sums as { protocol: string }).protocol = protocol;
    sums.#samples = samples;
    for (const [category, one] of counts) sums.#counts.set(category, { ...one });
    return sums;
  }
}
