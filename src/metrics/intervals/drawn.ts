import { randomFrom } from "../../random.js";

/** Where a number lies with a probability of 95 %. */
export type Interval = readonly [low: number, high: number];

/** How intervals are drawn. */
export interface DrawOptions {
  /** the same seed, the same intervals; default 0 */
  readonly seed?: number;
  /** how often the samples are drawn anew; default 1000 */
  readonly draws?: number;
}

const DRAWS = 1000;
/** Of fewer samples the drawn ones are too much alike: an interval would promise more than is known. */
const LEAST_SAMPLES = 5;

/**
 * The intervals of scores by drawing samples anew with replacement (B. Efron, "Bootstrap methods: another look at the
 * jackknife", Annals of Statistics 7, 1979; percentiles).
 *
 * @param count how many samples there are; of fewer than five there is no interval
 * @param scoresOf the scores when each sample is there as often as it was drawn
 */
export function drawnIntervals(
  count: number,
  scoresOf: (times: Uint16Array) => Readonly<Record<string, number>>,
  { seed = 0, draws = DRAWS }: DrawOptions = {},
): Record<string, Interval> {
  if (count < LEAST_SAMPLES) return {};
  const random = randomFrom(seed);
  const found = new Map<string, number[]>();
  const times = new Uint16Array(count);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < count; i++) times[random.integer(0, count - 1)]++;
    for (const [name, value] of Object.entries(scoresOf(times))) {
      if (!Number.isFinite(value)) continue;
      const values = found.get(name);
      if (values) values.push(value);
      else found.set(name, [value]);
    }
  }
  // A class that most draws lack has no number that an interval could be of.
  const known = [...found].filter(([, values]) => values.length > draws / 2);
  return Object.fromEntries(known.map(([name, values]) => [name, middleOf(values)]));
}

/** The middle 95 % of the values. */
function middleOf(values: number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  return [sorted[Math.floor(0.025 * n)], sorted[Math.ceil(0.975 * n) - 1]];
}

/** How intervals came to be, in words. */
export const drawnWords = (samples: number, { seed = 0, draws = DRAWS }: DrawOptions = {}): string =>
  `95 %: bootstrap over ${samples} samples, ${draws} draws, seed ${seed}`;
