import { UnreadableError } from "../../errors.js";
import { type Judgement, type Preference, type ProtocolScores, winRate } from "../../metrics/index.js";
import type { Scorer } from "./judge.js";
import type { Pair } from "./pairs.js";
import type { Vote } from "./votes.js";

/**
 * Win rates of the generator that is evaluated: of all pairs and of each tag; once with Wilson's interval, which takes
 * votes as independent, and once with prompts drawn anew, which they are.
 *
 * @param data how people call the prompts
 * @throws UnreadableError for a vote on a pair that there is none of
 */
function pairScores(data: string, pairs: readonly Pair[], votes: readonly Vote[]): ProtocolScores[] {
  const judged = judgementsOf(pairs, votes);
  return (["wilson", "bootstrap"] as const).map((interval) => {
    const protocol = `win rate (ties left-out, ${interval} 95 %) on ${data}`;
    const groups: [string, readonly Judged[]][] = [["winRate", judged], ...byTag(judged)];
    const rates = groups
      .filter(([, all]) => all.some(({ preference }) => preference !== "tie"))
      .map(([name, all]) => [name, winRate(all, { interval })] as const);
    const samples = judged.filter(({ preference }) => preference !== "tie").length;
    if (rates.length === 0) return { protocol, samples, values: {} };
    return {
      ...{ protocol, samples },
      values: Object.fromEntries(rates.map(([name, { values }]) => [name, values.winRate])),
      intervals: Object.fromEntries(rates.map(([name, one]) => [name, one.interval])),
      intervalsBy:
        interval === "wilson"
          ? `95 %: Wilson over ${samples} votes`
          : `95 %: bootstrap over prompts, 2000 draws, seed 1`,
    };
  });
}

/** What is made of pairs and the votes on them. */
export const pairScorer = (data: string, votes: readonly Vote[]): Scorer<Pair> => ({
  async summarise(values) {
    const pairs: Pair[] = [];
    for await (const pair of values) pairs.push(pair);
    return pairScores(data, pairs, votes);
  },
  ofSample: (pair) => pairNumbers(pair, votes),
  ranking: { by: "winRate", isHigherBetter: true },
});

/** Votes of one pair, for whoever looks at pairs. */
function pairNumbers(pair: Pair, votes: readonly Vote[]): Record<string, number> {
  const own = judgementsOf(
    [pair],
    votes.filter(({ sample }) => sample === pair.id),
  );
  if (own.length === 0) return {};
  const count = (preference: Preference): number => own.filter((one) => one.preference === preference).length;
  const [wins, losses, ties] = [count("win"), count("loss"), count("tie")];
  return { ...(wins + losses > 0 && { winRate: wins / (wins + losses) }), wins, losses, ties };
}

interface Judged extends Judgement {
  readonly tags: readonly string[];
}

function judgementsOf(pairs: readonly Pair[], votes: readonly Vote[]): Judged[] {
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  return votes.map(({ sample, choice }) => {
    const pair = byId.get(sample);
    if (!pair) {
      throw new UnreadableError({
        ...{ argument: "votes", expected: "votes on pairs of this folder", got: `one on ${sample}` },
        remedy: "keep the votes in the folder of their pairs; programs for tables turn 00001 into 1",
      });
    }
    const preference = choice === "tie" ? "tie" : choice === pair.ours ? "win" : "loss";
    return { preference, prompt: sample, tags: pair.tags };
  });
}

function byTag(judged: readonly Judged[]): [string, Judged[]][] {
  const tags = [...new Set(judged.flatMap((one) => one.tags))].sort();
  return tags.map((tag) => [`winRate ${tag}`, judged.filter((one) => one.tags.includes(tag))]);
}
