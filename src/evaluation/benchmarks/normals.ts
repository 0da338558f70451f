import { encodeNormals } from "../../codecs/normals/encode.js";
import type { NormalSample } from "../../datasets/sample.js";
import {
  angularErrors,
  normalMeans,
  normalValues,
  PooledNormals,
  type PooledNormalsJson,
} from "../../metrics/index.js";
import { estimateNormals } from "../../tasks/estimateNormals.js";
import type { Judge } from "./judge.js";

type Value = { readonly pooled: PooledNormalsJson; readonly own: Readonly<Record<string, number>> };

/** @param data how people call what is scored */
export const normalsJudge = (data: string): Judge<NormalSample, Value> => ({
  paintTruth: ({ normals }) => encodeNormals(normals),
  async judge({ photo, normals: truth }, generator, { seed, signal }) {
    const options = { generator, signal, ...(seed !== undefined && { seed }) };
    const { normals, painted } = await estimateNormals(photo, options);
    const errors = angularErrors(normals.data, truth.data);
    const pooled = new PooledNormals(data);
    pooled.add(errors);
    const value = { pooled: pooled.toJSON(), own: normalValues(errors) };
    return { value, paintings: [painted], truth: encodeNormals(truth) };
  },
  async summarise(values) {
    const [pooled, means] = [new PooledNormals(data), normalMeans(data)];
    for await (const value of values) {
      pooled.merge(PooledNormals.fromJSON(value.pooled));
      means.add(value.own);
    }
    return [pooled.scores(), means.scores()];
  },
});
