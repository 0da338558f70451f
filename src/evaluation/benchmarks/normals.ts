import { encodeNormals } from "../../codecs/normals/encode.js";
import type { NormalSample } from "../../datasets/sample.js";
import {
  angularErrors,
  IntervalSums,
  normalMeansKind,
  normalValues,
  PooledNormals,
  type PooledNormalsJson,
  pooledNormalsKind,
} from "../../metrics/index.js";
import { estimateNormals } from "../../tasks/estimateNormals.js";
import type { Judge } from "./judge.js";

type Value = { readonly pooled: PooledNormalsJson; readonly own: Readonly<Record<string, number>> };

/** @param data how people call what is scored */
export const normalsJudge = (data: string): Judge<NormalSample, Value> => ({
  paintTruth: ({ normals }) => encodeNormals(normals),
  async judge({ photo, normals: truth }, generator, { seed, signal }) {
    const options = { generator, signal, ...(seed !== undefined && { seed }) };
    const result = await estimateNormals(photo, options);
    const { normals, painted } = result;
    const errors = angularErrors(normals.data, truth.data);
    const pooled = new PooledNormals(data);
    pooled.add(errors);
    const value = { pooled: pooled.toJSON(), own: normalValues(errors) };
    return {
      ...{ value, paintings: [painted], truth: encodeNormals(truth) },
      look: () => ({ measured: normals, truth, paintedOnPhoto: result.paintedOnPhoto }),
    };
  },
  async summarise(values) {
    const pooled = new IntervalSums(pooledNormalsKind(data));
    const means = new IntervalSums(normalMeansKind(data));
    for await (const value of values) {
      pooled.add((one) => one.merge(PooledNormals.fromJSON(value.pooled)));
      means.add((one) => one.add(value.own));
    }
    return [pooled.scores(), means.scores()];
  },
  ofSample: ({ own }) => own,
  ranking: { by: "mean", isHigherBetter: false },
});
