import { addTo, addTotal, type ExactSum, noSum, totalOf } from "./exactSum.js";
import { checkSameProtocol, type ProtocolScores } from "./protocolScores.js";

/** Means over samples as JSON. */
export interface SampleMeansJson {
  readonly protocol: string;
  readonly samples: number;
  readonly empty: number;
  readonly sums: Readonly<Record<string, readonly [sum: number, rest: number, samples: number]>>;
}

/**
 * Means over samples, added one at a time: memory does not grow with them, and parts that were added elsewhere are
 * merged to the same means, in any order.
 *
 * @example
 * const means = new SampleMeans("UniK3D on NYUv2");
 * means.add({ absRel: 0.1 });
 * means.add({ absRel: 0.3 });
 * means.scores().values.absRel // 0.2
 */
export class SampleMeans {
  readonly protocol: string;
  #samples = 0;
  #empty = 0;
  readonly #sums = new Map<string, ExactSum & { samples: number }>();

  constructor(protocol: string) {
    this.protocol = protocol;
  }

  get samples(): number {
    return this.#samples;
  }

  /** samples in which nothing could be scored: they are in no mean */
  get empty(): number {
    return this.#empty;
  }

  /** A value that is NaN is left out of its own mean: nothing was there to be scored. */
  add(values: Readonly<Record<string, number>>): void {
    let isEmpty = true;
    for (const [name, value] of Object.entries(values)) {
      if (Number.isNaN(value)) continue;
      isEmpty = false;
      const sum = this.#of(name);
      addTo(sum, value);
      sum.samples++;
    }
    if (isEmpty) this.#empty++;
    else this.#samples++;
  }

  /** @throws ArgumentError for means of another protocol */
  merge(other: SampleMeans): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    this.#samples += other.#samples;
    this.#empty += other.#empty;
    for (const [name, theirs] of other.#sums) {
      const ours = this.#of(name);
      addTotal(ours, theirs);
      ours.samples += theirs.samples;
    }
  }

  scores(): ProtocolScores {
    const values = [...this.#sums].map(([name, sum]) => [name, totalOf(sum) / sum.samples]);
    return { protocol: this.protocol, samples: this.#samples, values: Object.fromEntries(values) };
  }

  toJSON(): SampleMeansJson {
    const sums = [...this.#sums].map(([name, { sum, rest, samples }]) => [name, [sum, rest, samples]]);
    return {
      ...{ protocol: this.protocol, samples: this.#samples, empty: this.#empty },
      sums: Object.fromEntries(sums),
    };
  }

  static fromJSON({ protocol, samples, empty, sums }: SampleMeansJson): SampleMeans {
    const means = new SampleMeans(protocol);
    means.#samples = samples;
    means.#empty = empty;
    for (const [name, [sum, rest, count]] of Object.entries(sums))
      means.#sums.set(name, { sum, rest, samples: count });
    return means;
  }

  #of(name: string): ExactSum & { samples: number } {
    const known = this.#sums.get(name);
    if (known) return known;
    const made = { ...noSum(), samples: 0 };
    this.#sums.set(name, made);
    return made;
  }
}
