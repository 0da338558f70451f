import { encodeInstances } from "../../codecs/instances/encode.js";
import type { PhraseSample } from "../../datasets/sample.js";
import { InstanceMap } from "../../image/instanceMap.js";
import { decodeMask, encodeIds } from "../../image/rle/index.js";
import {
  bestAnnotator,
  IntervalSums,
  matchSacoPair,
  type SacoPair,
  sacoKind,
  sacoPairF1,
} from "../../metrics/index.js";
import { segmentInstances } from "../../tasks/segmentInstances.js";
import type { Judge } from "./judge.js";

/** A painting tells no scores: all that it has painted is believed. */
const SCORE = 1;

type Value = { readonly pair: { readonly [Key in keyof SacoPair]: SacoPair[Key] } | null };

/** All things of a noun phrase; what an annotator has not looked at fully is not scored. */
export const phrasesJudge = (data: string): Judge<PhraseSample, Value> => ({
  paintTruth,
  async judge(sample, generator, { seed, signal }) {
    const { photo, phrase, annotators } = sample;
    const options = { generator, signal, ...(seed !== undefined && { seed }) };
    const result = await segmentInstances(photo, phrase, options);
    const { instances, painted } = result;
    const { width, height } = instances;
    const found = [...encodeIds({ width, height, data: instances.data })].filter(([id]) => id !== 0);
    const detections = found.map(([, mask]) => ({ mask, score: SCORE }));
    const isWhole = annotators.every(({ isExhaustive }) => isExhaustive);
    const pairs = annotators.map((one) => matchSacoPair(detections, one.instances));
    return {
      value: { pair: isWhole ? bestAnnotator(pairs) : null },
      ...{ paintings: [painted], truth: paintTruth(sample) },
      look: () => ({
        ...{ measured: instances, truth: trueInstances(sample), paintedOnPhoto: result.paintedOnPhoto },
      }),
    };
  },
  async summarise(values) {
    const sums = new IntervalSums(sacoKind(data));
    for await (const { pair } of values) if (pair) sums.add((one) => one.add(pair));
    return [sums.scores()];
  },
  ofSample({ pair }): Record<string, number> {
    return pair ? { F1: sacoPairF1(pair), things: pair.truths, found: pair.detections } : {};
  },
  ranking: { by: "F1", isHigherBetter: true },
});

const paintTruth = (sample: PhraseSample) => encodeInstances(trueInstances(sample));

/** As the first annotator has it. */
function trueInstances({ photo: { width, height }, annotators }: PhraseSample): InstanceMap {
  const data = new Uint16Array(width * height);
  for (const [k, { mask }] of annotators[0].instances.entries()) {
    const { data: inside } = decodeMask(mask);
    for (let i = 0; i < data.length; i++) if (inside[i]) data[i] = k + 1;
  }
  return new InstanceMap({ width, height, data });
}
