/** How often one is liked better than the other, and how sure that is. */
import { ArgumentError, describeValue } from "../../errors.js";
import { randomFrom } from "../../random.js";
import type { ProtocolScores } from "../sums/protocolScores.js";

export type Preference = "win" | "loss" | "tie";

export interface Judgement {
  readonly preference: Preference;
  /** judgements of one prompt are not independent: they are drawn together */
  readonly prompt?: string;
}

export interface WinRate extends ProtocolScores {
  /** where the true rate lies with a probability of 95 % */
  readonly interval: readonly [low: number, high: number];
}

export interface WinRateOptions {
  /** `left-out` as in the paper, whose two sides sum to 100 %; `half` counts a tie as half a win; default `left-out` */
  readonly ties?: "left-out" | "half";
  /** `wilson` takes judgements as independent; `bootstrap` draws prompts anew; default `wilson` */
  readonly interval?: "wilson" | "bootstrap";
  /** of the drawing; default 1 */
  readonly seed?: number;
}

const DRAWS = 2000;
/** The normal distribution's 97.5th percentile. */
const Z = 1.959963984540054;

/**
 * The share of judgements that one wins against the other.
 *
 * @throws ArgumentError for no judgement that counts, or one that is none of the three
 * @example winRate(judgements).values.winRate
 */
export function winRate(judgements: readonly Judgement[], options: WinRateOptions = {}): WinRate {
  const { ties = "left-out", interval = "wilson", seed = 1 } = options;
  for (const { preference } of judgements) {
    if (preference in worth) continue;
    throw new ArgumentError({
      ...{ argument: "preference", expected: "win, loss or tie", got: describeValue(preference) },
      remedy: "write one of them",
    });
  }
  const counted = judgements.filter(({ preference }) => ties === "half" || preference !== "tie");
  if (counted.length === 0) {
    throw new ArgumentError({
      ...{ argument: "judgements", expected: "some that are no ties", got: `${judgements.length} ties` },
      remedy: 'collect more, or count ties as halves: { ties: "half" }',
    });
  }
  const rate = rateOf(counted);
  return {
    protocol: `win rate (ties ${ties}, ${interval} 95 %)`,
    samples: counted.length,
    values: { winRate: rate },
    interval: interval === "wilson" ? wilsonInterval(rate, counted.length) : bootstrapInterval(counted, seed),
  };
}

const worth: Readonly<Record<Preference, number>> = { win: 1, tie: 0.5, loss: 0 };

const rateOf = (judgements: readonly Judgement[]): number =>
  judgements.reduce((sum, { preference }) => sum + worth[preference], 0) / judgements.length;

/**
 * The interval of a share (E. B. Wilson, JASA 22, 1927): right for few judgements, and at 0 and 1, too.
 *
 * @example wilsonInterval(0.5, 100) // [0.404, 0.596]
 */
export function wilsonInterval(share: number, count: number): [low: number, high: number] {
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function bootstrapInterval(judgements: readonly Judgement[], seed: number): [low: number, high: number] {
  const prompts = new Map<string, { sum: number; count: number }>();
  for (const [i, { prompt = `judgement ${i}`, preference }] of judgements.entries()) {
    const one = prompts.get(prompt) ?? { sum: 0, count: 0 };
    prompts.set(prompt, { sum: one.sum + worth[preference], count: one.count + 1 });
  }
  return bootstrap(
    [...prompts.values()],
    (drawn) => {
      const [sum, count] = drawn.reduce(([s, n], one) => [s + one.sum, n + one.count], [0, 0]);
      return sum / count;
    },
    seed,
  );
}

/**
 * Where a statistic lies with a probability of 95 %, by drawing the samples anew with replacement, 2,000 times (Efron,
 * 1979; percentiles).
 *
 * @param seed the same seed, the same interval
 * @example bootstrap(errors, (drawn) => drawn.reduce((sum, one) => sum + one, 0) / drawn.length, 1)
 */
export function bootstrap<Sample>(
  samples: readonly Sample[],
  statistic: (drawn: readonly Sample[]) => number,
  seed: number,
): [low: number, high: number] {
  const random = randomFrom(seed);
  const drawn = Array.from({ length: DRAWS }, () =>
    statistic(Array.from(samples, () => random.pick(samples))),
  ).sort((a, b) => a - b);
  return [drawn[Math.floor(0.025 * DRAWS)], drawn[Math.ceil(0.975 * DRAWS) - 1]];
}
