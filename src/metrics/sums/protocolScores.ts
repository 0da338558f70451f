import { ArgumentError } from "../../errors.js";

/** Scores, and by whose rules: the same pictures have other numbers by others' rules, under the same names. */
export interface ProtocolScores {
  /** "UniK3D on NYUv2 (…)": only scores of the same protocol can be compared */
  readonly protocol: string;
  /** pictures, pairs, expressions: what is counted or averaged */
  readonly samples: number;
  readonly values: Readonly<Record<string, number>>;
  /** where the true values lie with a probability of 95 %, as far as these samples tell; by the names of `values` */
  readonly intervals?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** how they came to be, in words */
  readonly intervalsBy?: string;
}

/**
 * @throws ArgumentError for scores or sums of different protocols
 * @example checkSameProtocol("merge", a.protocol, b.protocol)
 */
export function checkSameProtocol(argument: string, expected: string, got: string): void {
  if (expected === got) return;
  throw new ArgumentError({
    ...{ argument, expected: `of the protocol ${expected}`, got: `of ${got}` },
    remedy: "numbers of different protocols cannot be compared: score both by the same one",
  });
}
