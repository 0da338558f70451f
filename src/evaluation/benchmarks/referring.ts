import { encodeSemantic } from "../../codecs/semantic/encode.js";
import type { ReferringSample } from "../../datasets/sample.js";
import { LabelMap } from "../../image/labelMap.js";
import { IntervalSums, type Overlap, overlapOf, referringKind } from "../../metrics/index.js";
import { refer } from "../../tasks/refer.js";
import type { Judge } from "./judge.js";

const COLOUR = [0, 255, 255] as const;
const IGNORED = 255;

/** Masks of expressions, one picture for each. */
export const referringJudge = (
  data: string,
): Judge<ReferringSample, { readonly intersection: number; readonly union: number }> => ({
  paintTruth,
  async judge(sample, generator, { seed, signal }) {
    const { photo, expression, mask: truth } = sample;
    const result = await refer(
      photo,
      { [expression]: `rgb(${COLOUR.join(", ")})` },
      {
        ...{ generator, signal },
        ...(seed !== undefined && { seed }),
      },
    );
    const overlap: Overlap = overlapOf(result.masks[0].data, truth.data);
    const look = () => ({
      ...{ measured: result.labels, truth: trueLabels(sample), paintedOnPhoto: result.paintedOnPhoto },
    });
    return { value: { ...overlap }, paintings: [result.painted], truth: paintTruth(sample), look };
  },
  async summarise(values) {
    const sums = new IntervalSums(referringKind(data));
    for await (const value of values) sums.add((one) => one.add(value));
    return [sums.scores()];
  },
  ofSample: ({ intersection, union }) => ({ IoU: union === 0 ? 1 : intersection / union, union }),
  ranking: { by: "IoU", isHigherBetter: true },
});

const paintTruth = (sample: ReferringSample) => encodeSemantic(trueLabels(sample));

/** What is not to count stands as what is not meant: nobody could paint it. */
function trueLabels({ expression, mask: { width, height, data } }: ReferringSample): LabelMap {
  const kept = Uint16Array.from(data, (value) => Number(value !== 0 && value !== IGNORED));
  const legend = [{ id: 1, name: expression, colour: COLOUR }];
  return new LabelMap({ width, height, data: kept, legend });
}
