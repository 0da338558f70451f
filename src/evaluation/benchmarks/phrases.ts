import { encodeInstances } from "../../codecs/instances/encode.js";
import type { PhraseSample } from "../../datasets/sample.js";
import { InstanceMap } from "../../image/instanceMap.js";
import { decodeMask, encodeIds } from "../../image/rle/index.js";
import { bestAnnotator, matchSacoPair, type SacoPair, SacoSums } from "../../metrics/index.js";
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
    const { instances, painted } = await segmentInstances(photo, phrase, options);
    const { width, height } = instances;
    const found = [...encodeIds({ width, height, data: instances.data })].filter(([id]) => id !== 0);
    const detections = found.map(([, mask]) => ({ mask, score: SCORE }));
    const isWhole = annotators.every(({ isExhaustive }) => isExhaustive);
    const pairs = annotators.map((one) => matchSacoPair(detections, one.instances));
    return {
      value: { pair: isWhole ? bestAnnotator(pairs) : null },
      ...{ paintings: [painted], truth: paintTruth(sample) },
    };
  },
  async summarise(values) {
    const sums = new SacoSums(data);
    for await (const { pair } of values) if (pair) sums.add(pair);
    return [sums.scores()];
  },
});

/** As the first annotator has it. */
function paintTruth({ photo: { width, height }, annotators }: PhraseSample) {
  const data = new Uint16Array(width * height);
  for (const [k, { mask }] of annotators[0].instances.entries()) {
    const { data: inside } = decodeMask(mask);
    for (let i = 0; i < data.length; i++) if (inside[i]) data[i] = k + 1;
  }
  return encodeInstances(new InstanceMap({ width, height, data }));
}
