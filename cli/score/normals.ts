import { ArgumentError, readNormals } from "vision-peel";
import { angularErrors, normalMeans, normalValues, PooledNormals } from "vision-peel/metrics";
import { pairsOf } from "./pairs.js";
import type { ScoreKind, ScoreValues, TellSample } from "./protocols.js";

async function* errorsOf(values: ScoreValues, tell: TellSample): AsyncGenerator<Float32Array> {
  for (const { name, prediction, truth } of await pairsOf(values.pred, values.gt[0])) {
    const [predicted, known] = await Promise.all([readNormals(prediction), readNormals(truth)]);
    if (predicted.width !== known.width || predicted.height !== known.height) {
      throw new ArgumentError({
        ...{ argument: prediction, expected: `${known.width} × ${known.height}, as ${truth} is` },
        ...{ got: `${predicted.width} × ${predicted.height}`, remedy: "bring it to the truth's size first" },
      });
    }
    const errors = angularErrors(predicted.data, known.data);
    tell(name, normalValues(errors));
    yield errors;
  }
}

export const pooled: ScoreKind = {
  summary: "normals",
  async score(_, values, tell) {
    const sums = new PooledNormals();
    for await (const errors of errorsOf(values, tell)) sums.add(errors);
    return sums.scores();
  },
};

export const byPicture: ScoreKind = {
  summary: "normals",
  async score(_, values, tell) {
    const means = normalMeans();
    for await (const errors of errorsOf(values, tell)) means.add(normalValues(errors));
    return means.scores();
  },
};
