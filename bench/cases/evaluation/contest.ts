import { compare, type Rival, WrongResult } from "../../compare.js";
import { startNumpy } from "../codecs/numpy.js";

/** A contest of scores: ours beside NumPy's, which must come to the same numbers. */
export interface ScoreContest {
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
  readonly ours: { readonly name: string; readonly run: () => ArrayLike<number> };
  readonly others?: readonly Rival<ArrayLike<number>>[];
  readonly numpy?: {
    readonly way: string;
    readonly program: string;
    readonly files: Readonly<Record<string, Uint8Array>>;
    /** how many times as long as ours it is to take */
    readonly aim?: number;
  };
  /** by how much two numbers may differ, of their size */
  readonly tolerance: number;
}

export async function scoreContest(contest: ScoreContest, rounds: number) {
  const { ours, others = [], numpy: given, tolerance } = contest;
  const expected = Array.from(ours.run());
  const numpy = given && (await startNumpy<string>(new Uint8Array(3), given.program, given.files));
  const complaintOf = (got: ArrayLike<number>): string | undefined => {
    const at = expected.findIndex(
      (one, i) => !(Math.abs(got[i] - one) <= tolerance * Math.max(1e-9, Math.abs(one))),
    );
    return at < 0 ? undefined : `score ${at} is ${got[at]} instead of ${expected[at]}`;
  };
  try {
    if (numpy && given) {
      await numpy.run(given.way);
      const complaint = complaintOf(new Float64Array(await numpy.result()));
      if (complaint) throw new WrongResult(`NumPy, ${contest.name}: ${complaint}`);
    }
    const byNumpy: Rival<ArrayLike<number>>[] =
      numpy && given
        ? [
            {
              name: "NumPy",
              ...(given.aim && { aim: given.aim }),
              run: () => numpy.run(given.way).then(() => expected),
            },
          ]
        : [];
    return await compare<ArrayLike<number>>(
      {
        ...{ name: contest.name, amount: contest.amount, unit: contest.unit, subject: ours.name },
        rivals: [...others, ...byNumpy, ours],
        verify: complaintOf,
      },
      rounds,
    );
  } finally {
    numpy?.end();
  }
}
