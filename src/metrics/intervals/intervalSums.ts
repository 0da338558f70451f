import { wilsonInterval } from "../preference/winRate.js";
import type { ProtocolScores } from "../sums/protocolScores.js";
import { type DrawOptions, drawnIntervals, drawnWords } from "./drawn.js";
import { Places, type SumsJson } from "./numbersOf.js";

/** Any class of sums. */
export interface Sums<Self> {
  merge(other: Self): void;
  scores(): ProtocolScores;
}

/** How one class of sums is made, and taken apart into numbers that can be added up. */
export interface SumsKind<S extends Sums<S>> {
  make(): S;
  /** every number in it is a sum over samples */
  toNumbers(sums: S): SumsJson;
  /** the scores of such numbers */
  valuesOf(numbers: SumsJson): Readonly<Record<string, number>>;
  /** the scores of all; default `sums.scores()` */
  scores?(sums: S): ProtocolScores;
  /** scores that are shares of samples, each right or wrong: their interval is Wilson's */
  readonly isShare?: (name: string) => boolean;
}

/**
 * Sums whose scores have intervals of 95 %: what each sample adds is kept, so that samples can be drawn anew. Memory
 * grows with samples, by what one has in numbers that are not 0.
 *
 * @example
 * const sums = new IntervalSums(referringKind("RefCOCOg UMD val"));
 * for (const overlap of overlaps) sums.add((one) => one.add(overlap));
 * sums.scores().intervals?.cIoU // [0.71, 0.75]
 */
export class IntervalSums<S extends Sums<S>> {
  readonly #kind: SumsKind<S>;
  readonly #whole: S;
  readonly #places = new Places();
  readonly #samples: { readonly places: Uint32Array; readonly values: Float64Array }[] = [];

  constructor(kind: SumsKind<S>) {
    this.#kind = kind;
    this.#whole = kind.make();
  }

  /** Adds a sample. @param fill adds it to empty sums */
  add(fill: (sums: S) => void): void {
    const one = this.#kind.make();
    fill(one);
    this.#whole.merge(one);
    const numbers = this.#places.numbersOf(this.#kind.toNumbers(one));
    // A sample in which nothing could be scored is none that could be drawn.
    if (numbers.values.length > 0) this.#samples.push(numbers);
  }

  /** The scores of all, with their intervals; of fewer than five samples, those of shares only. */
  scores(options: DrawOptions = {}): ProtocolScores {
    const scores = this.#kind.scores?.(this.#whole) ?? this.#whole.scores();
    const count = this.#samples.length;
    const drawn = drawnIntervals(count, (times) => this.#scoresOf(times), options);
    const isShare = this.#kind.isShare ?? (() => false);
    const intervals = Object.entries(scores.values).flatMap(([name, value]) => {
      if (isShare(name)) return [[name, wilsonInterval(value, scores.samples)] as const];
      return drawn[name] ? [[name, drawn[name]] as const] : [];
    });
    if (intervals.length === 0) return scores;
    const by = [
      ...(Object.keys(drawn).length > 0 ? [drawnWords(count, options)] : []),
      ...(intervals.some(([name]) => isShare(name)) ? ["95 %: Wilson for shares of samples"] : []),
    ];
    return { ...scores, intervals: Object.fromEntries(intervals), intervalsBy: by.join("; ") };
  }

  #scoresOf(times: Uint16Array): Readonly<Record<string, number>> {
    const sums = new Float64Array(this.#places.count);
    for (const [i, { places, values }] of this.#samples.entries()) {
      const weight = times[i];
      if (weight === 0) continue;
      for (let k = 0; k < places.length; k++) sums[places[k]] += weight * values[k];
    }
    return this.#kind.valuesOf(this.#places.jsonOf(sums));
  }
}
