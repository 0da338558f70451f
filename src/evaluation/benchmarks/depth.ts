import { encodeDepth } from "../../codecs/depth/encode.js";
import type { DepthSample } from "../../datasets/sample.js";
import {
  type DepthProtocolName,
  type DepthRules,
  type DepthRulesName,
  depthKind,
  IntervalSums,
  scoreDepth,
} from "../../metrics/index.js";
import { estimateDepth } from "../../tasks/estimateDepth.js";
import type { Judge } from "./judge.js";

/** Scores of one picture by each protocol. */
type Value = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Which protocols are told of metric depth, and which of depth up to scale and shift, too. */
const PROTOCOLS: readonly DepthProtocolName[] = [
  "unik3d",
  "zoedepth",
  "depth-anything-v2",
  "metric3d",
  "marigold",
];

/** @param rules the data set's limits and crop */
export const depthJudge = (rules: DepthRulesName | DepthRules): Judge<DepthSample, Value> => ({
  paintTruth: ({ depth }) => encodeDepth(depth),
  async judge({ photo, depth: truth }, generator, { seed, signal }) {
    const result = await estimateDepth(photo, { generator, signal, ...(seed !== undefined && { seed }) });
    const { depth, painted } = result;
    const scores = PROTOCOLS.map((protocol) => [
      protocol,
      scoreDepth(depth, truth, { protocol, rules }).values,
    ]);
    return {
      ...{ value: Object.fromEntries(scores), paintings: [painted], truth: encodeDepth(truth) },
      look: () => ({ measured: depth, truth, paintedOnPhoto: result.paintedOnPhoto }),
    };
  },
  async summarise(values) {
    const sums = PROTOCOLS.map((protocol) => new IntervalSums(depthKind({ protocol, rules })));
    for await (const value of values)
      for (const [i, protocol] of PROTOCOLS.entries()) sums[i].add((one) => one.add(value[protocol]));
    return sums.map((one) => one.scores());
  },
  ofSample: (value) => value[PROTOCOLS[0]],
  ranking: { by: "absRel", isHigherBetter: false },
});
