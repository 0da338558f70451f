import { encodeDepth } from "../../codecs/depth/encode.js";
import type { DepthSample } from "../../datasets/sample.js";
import {
  type DepthProtocolName,
  type DepthRules,
  type DepthRulesName,
  depthMeans,
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
    const { depth, painted } = await estimateDepth(photo, {
      generator,
      signal,
      ...(seed !== undefined && { seed }),
    });
    const scores = PROTOCOLS.map((protocol) => [
      protocol,
      scoreDepth(depth, truth, { protocol, rules }).values,
    ]);
    return { value: Object.fromEntries(scores), paintings: [painted], truth: encodeDepth(truth) };
  },
  async summarise(values) {
    const means = PROTOCOLS.map((protocol) => depthMeans({ protocol, rules }));
    for await (const value of values)
      for (const [i, protocol] of PROTOCOLS.entries()) means[i].add(value[protocol]);
    return means.map((one) => one.scores());
  },
});
