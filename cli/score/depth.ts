import { ArgumentError, type DepthScale, readDepth } from "vision-peel";
import {
  type CropName,
  type DepthProtocolName,
  type DepthRules,
  type DepthRulesName,
  depthMeans,
  SampleMeans,
  scoreDepth,
  siBoundaryF1,
} from "vision-peel/metrics";
import { pairsOf } from "./pairs.js";
import type { ScoreKind, ScoreValues } from "./protocols.js";

/** By a data set's name, or by limits and crop of one's own. */
function rulesOf({ rules, min, max, crop }: ScoreValues): DepthRulesName | DepthRules {
  const isOwn = min !== undefined || max !== undefined || crop !== undefined;
  if (rules !== undefined && isOwn) {
    throw new ArgumentError({
      ...{ argument: "--rules", expected: "given alone", got: "given with --min, --max or --crop" },
      remedy: "leave out one or the other",
    });
  }
  if (!isOwn) return (rules ?? "any") as DepthRulesName;
  return { title: "own rules", min: min ?? 0, max: max ?? Infinity, crop: (crop ?? "none") as CropName };
}

async function* readPairs(values: ScoreValues) {
  for (const { name, prediction, truth } of await pairsOf(values.pred, values.gt[0])) {
    const [predicted, known] = await Promise.all([
      readDepth(prediction, { scale: values["pred-scale"] as DepthScale }),
      readDepth(truth, { scale: values.scale as DepthScale }),
    ]);
    yield { name, predicted, known };
  }
}

export const depth: ScoreKind = {
  summary: "depth",
  async score(protocol, values, tell) {
    const scoring = { protocol: protocol as DepthProtocolName, rules: rulesOf(values) };
    const means = depthMeans(scoring);
    let filled = 0;
    for await (const { name, predicted, known } of readPairs(values)) {
      const one = scoreDepth(predicted, known, scoring);
      filled += one.filled;
      means.add(one.values);
      tell(name, one.values);
    }
    const scores = means.scores();
    if (scores.samples === 0) {
      throw new ArgumentError({
        ...{ argument: values.gt[0], expected: "true depths that the rules let count", got: "none" },
        remedy: "check scale and units of the truth, and --rules",
      });
    }
    const notes = [
      ...(means.empty > 0 ? [`In ${means.empty} nothing could be scored; they are in no mean.`] : []),
      ...(filled > 0
        ? [`${filled} pixels had no usable prediction, and count as far off as the rules allow.`]
        : []),
      ...(scoring.rules === "any"
        ? ["All true depths count: --rules NAME sets a data set's limits and crop."]
        : []),
    ];
    return { ...scores, notes };
  },
};

export const borders: ScoreKind = {
  summary: "borders",
  async score(_, values, tell) {
    const means = new SampleMeans("Depth Pro SI boundary F1");
    for await (const { name, predicted, known } of readPairs(values)) {
      const one = { boundaryF1: siBoundaryF1(predicted, known) };
      means.add(one);
      tell(name, one);
    }
    return means.scores();
  },
};
