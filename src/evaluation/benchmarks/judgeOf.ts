import type { ProtocolHint } from "../../datasets/dataset.js";
import { listDatasets } from "../../datasets/registry.js";
import type { DatasetSample, DatasetTask } from "../../datasets/sample.js";
import { ArgumentError } from "../../errors.js";
import type { DepthRules, DepthRulesName } from "../../metrics/index.js";
import { cocoInstancesJudge } from "./cocoInstances.js";
import { cocoPanopticJudge } from "./cocoPanoptic.js";
import { depthJudge } from "./depth.js";
import type { Judge, Scorer } from "./judge.js";
import { normalsJudge } from "./normals.js";
import { pairScorer } from "./pairScores.js";
import { phrasesJudge } from "./phrases.js";
import { referringJudge } from "./referring.js";
import { cityscapesJudge } from "./semantic.js";
import { readVotes } from "./votes.js";

/** What is to be known of a data set to score what was found in it; kept with the results. */
export interface ScoredData {
  readonly name: string;
  readonly title: string;
  readonly task: DatasetTask;
  readonly split: string;
  readonly protocolHint: ProtocolHint;
}

/** UniK3D's limits by the names of readers. */
const RULES: Readonly<Record<string, DepthRulesName>> = {
  ...({ nyuv2: "nyu", kitti: "kitti", nuscenes: "nuscenes", eth3d: "eth3d", ibims: "ibims" } as const),
  ...({ hypersim: "hypersim", sintel: "sintel", vkitti2: "vkitti2" } as const),
};

function depthRulesOf({ name, split, title, protocolHint }: ScoredData): DepthRulesName | DepthRules {
  if (name === "diode") return split.includes("outdoor") ? "diode-outdoor" : "diode-indoor";
  const { minMetres: min = 0, maxMetres: max = Infinity } = protocolHint;
  return RULES[name] ?? { title, min, max, crop: "none" };
}

const judges: Partial<Record<DatasetTask, (data: ScoredData, about: string) => unknown>> = {
  depth: (data) => depthJudge(depthRulesOf(data)),
  normals: (_, about) => normalsJudge(about),
  semantic: ({ name }, about) => (name === "cityscapes" ? cityscapesJudge(about) : undefined),
  referring: (_, about) => referringJudge(about),
  phrases: (_, about) => phrasesJudge(about),
  instances: (_, about) => cocoInstancesJudge(about),
  panoptic: (_, about) => cocoPanopticJudge(about),
};

/** Whose truth is what people say of two pictures. */
export const isOfPairs = (task: DatasetTask): boolean => task === "generation" || task === "editing";

/** Names of the data sets that are scored. */
export const scoredDatasets = (): string[] =>
  listDatasets()
    .filter(({ task }) => task in judges || isOfPairs(task))
    .map(({ name }) => name);

/** What makes scores of results that lie in a folder, and of the votes there. */
export async function scorerOf(data: ScoredData, folder?: string): Promise<Scorer<never>> {
  if (!isOfPairs(data.task)) return judgeOf(data) as Scorer<never>;
  const votes = folder === undefined ? [] : await readVotes(folder);
  return pairScorer(`${data.title} ${data.split}`, votes) as Scorer<never>;
}

/** @throws ArgumentError for data that has no scores */
export function judgeOf(data: ScoredData): Judge<DatasetSample> {
  const judge = judges[data.task]?.(data, `${data.title} ${data.split}`);
  if (judge) return judge as Judge<DatasetSample>;
  throw new ArgumentError({
    ...{
      argument: "benchmark",
      expected: `one that is scored: ${scoredDatasets().join(", ")}`,
      got: `${data.name} (${data.task})`,
    },
    remedy: "paint and score it by peel run and peel score",
  });
}
