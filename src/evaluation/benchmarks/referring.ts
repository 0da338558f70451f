import { encodeSemantic } from "../../codecs/semantic/encode.js";
import type { ReferringSample } from "../../datasets/sample.js";
import { LabelMap } from "../../image/labelMap.js";
import { type Overlap, overlapOf, ReferringSums } from "../../metrics/index.js";
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
    return { value: { ...overlap }, paintings: [result.painted], truth: paintTruth(sample) };
  },
  async summarise(values) {
    const sums = new ReferringSums(data);
    for await (const value of values) sums.add(value);
    return [sums.scores()];
  },
});

function paintTruth({ mask: { width, height, data } }: ReferringSample) {
  const kept = Uint16Array.from(data, (value) => Number(value !== 0 && value !== IGNORED));
  const legend = [{ id: 1, name: "meant", colour: COLOUR }];
  return encodeSemantic(new LabelMap({ width, height, data: kept, legend }));
}
