import { ArgumentError, readLabels } from "vision-peel";
import { CityscapesSums, confusionMatrix, overlapOf, ReferringSums, scoresOf } from "vision-peel/metrics";
import { pairsOf } from "./pairs.js";
import type { ScoreKind, ScoreValues } from "./protocols.js";

async function* readPairs(values: ScoreValues) {
  for (const { name, prediction, truth } of await pairsOf(values.pred, values.gt[0])) {
    const [predicted, known] = await Promise.all([readLabels(prediction), readLabels(truth)]);
    if (predicted.width !== known.width || predicted.height !== known.height) {
      throw new ArgumentError({
        ...{ argument: prediction, expected: `${known.width} × ${known.height}, as ${truth} is` },
        ...{ got: `${predicted.width} × ${predicted.height}`, remedy: "predict at the original size" },
      });
    }
    yield { name, truth, predicted: predicted.data, known: known.data };
  }
}

export const referring: ScoreKind = {
  summary: "masks",
  async score(_, values, tell) {
    const sums = new ReferringSums();
    for await (const { name, truth, predicted, known } of readPairs(values)) {
      checkObject(truth, known);
      const overlap = overlapOf(predicted, known);
      sums.add(overlap);
      tell(name, { IoU: overlap.union === 0 ? 1 : overlap.intersection / overlap.union });
    }
    return sums.scores();
  },
};

/** A mask that was saved as black and white would be left out whole, and its object score nothing. */
function checkObject(path: string, known: Uint16Array): void {
  if (!known.includes(VOID) || !known.every((id) => id === 0 || id === VOID)) return;
  throw new ArgumentError({
    ...{ argument: path, expected: "1 on the object, 0 beside it, 255 where it is left out" },
    ...{
      got: "0 and 255 alone",
      remedy: "write the object as 1: 255 is what does not count, as LISA has it",
    },
  });
}

/** "7,8,11" */
function classIds(given: string | undefined): number[] | undefined {
  if (given === undefined) return undefined;
  const ids = given.split(",").map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  const wrong = ids.findIndex((id) => !(Number.isInteger(id) && id >= 0 && id < 256 && id !== VOID));
  if (wrong < 0) return ids;
  throw new ArgumentError({
    ...{ argument: "--classes", expected: "ids from 0 to 254 with commas between them" },
    ...{ got: JSON.stringify(given.split(",")[wrong]), remedy: 'write --classes "7, 8, 11"' },
  });
}

export const cityscapes: ScoreKind = {
  summary: "labels",
  async score(_, values, tell) {
    const sums = new CityscapesSums();
    const { instances } = values;
    const byName = instances === undefined ? [] : await pairsOf(instances, values.gt[0]);
    const instancesOf = new Map(byName.map(({ truth, prediction }) => [truth, prediction]));
    for await (const { name, truth, predicted, known } of readPairs(values)) {
      const path = instancesOf.get(truth);
      const things = path === undefined ? undefined : (await readLabels(path)).data;
      sums.add(predicted, known, things);
      const one = new CityscapesSums();
      one.add(predicted, known, things);
      const { mIoU } = one.scores().values;
      tell(name, { mIoU });
    }
    const notes = instances === undefined ? ["Without --instances there is no iIoU."] : [];
    return { ...sums.scores(), notes };
  },
};

/** The void of most data sets. */
const VOID = 255;

export const meanIou: ScoreKind = {
  summary: "labels",
  async score(_, values, tell) {
    const size = 256;
    const matrix = new Float64Array(size * size);
    let samples = 0;
    const given = classIds(values.classes);
    const classesOf = (counts: Float64Array): number[] =>
      given ??
      [...Array(size).keys()].filter(
        (id) => id !== VOID && counts.subarray(id * size, (id + 1) * size).some(Boolean),
      );
    for await (const { name, predicted, known } of readPairs(values)) {
      const one = confusionMatrix(predicted, known, size);
      for (let i = 0; i < matrix.length; i++) matrix[i] += one[i];
      tell(name, { mIoU: scoresOf(one, size, classesOf(one)).mIoU });
      samples++;
    }
    const classes = classesOf(matrix);
    const { iou, mIoU } = scoresOf(matrix, size, classes);
    const byClass = classes.map((id, i) => [`IoU ${id}`, iou[i]]).filter(([, one]) => !Number.isNaN(one));
    return {
      protocol: `mIoU over classes ${given ? given.join(", ") : "that the truth has"}, without 255`,
      ...{ samples, values: { mIoU, ...Object.fromEntries(byClass) } },
    };
  },
};
