import { REJECTED_ID } from "../../codecs/semantic/decode.js";
import { encodeSemantic } from "../../codecs/semantic/encode.js";
import type { SemanticSample } from "../../datasets/sample.js";
import { LabelMap } from "../../image/labelMap.js";
import {
  type CityscapesJson,
  CityscapesSums,
  cityscapesKind,
  IntervalSums,
  idOfTrainId,
} from "../../metrics/index.js";
import { segment } from "../../tasks/segment.js";
import type { Judge } from "./judge.js";
import { coloursIn } from "./toldCategories.js";

/** Painted where no class is, and what a pixel without a class is called. */
const BACKGROUND = "black";
const UNLABELED = 0;

/** Classes of a street in Cityscapes' ids: all 19 are asked for in one picture, each in its colour of the data set. */
export const cityscapesJudge = (data: string): Judge<SemanticSample, CityscapesJson> => ({
  paintTruth: ({ labels }, prompt) => paintScored(labels, coloursIn(prompt)),
  async judge({ photo, labels: truth }, generator, { seed, votes, signal }) {
    const legend = scoredLegend(truth);
    const asked = Object.fromEntries(
      legend.map(({ name, colour }) => [name, `rgb(${(colour ?? []).join(", ")})`]),
    );
    const options = { generator, signal, background: BACKGROUND };
    const result = await segment(photo, asked, {
      ...options,
      ...(seed !== undefined && { seed }),
      ...(votes !== undefined && { votes }),
    });
    const { labels, paintings } = result;
    const sums = new CityscapesSums(data);
    sums.add(inIdsOf(labels, legend), truth.data);
    return {
      value: sums.toJSON(),
      paintings: paintings.map(({ painted }) => painted),
      truth: paintScored(truth),
      look: () => ({ measured: labels, truth: scoredOf(truth), paintedOnPhoto: result.paintedOnPhoto }),
    };
  },
  async summarise(values) {
    const sums = new IntervalSums(cityscapesKind(data));
    for await (const value of values) sums.add((one) => one.merge(CityscapesSums.fromJSON(value)));
    return [sums.scores()];
  },
  ofSample: (value) => CityscapesSums.fromJSON(value).scores().values,
  ranking: { by: "mIoU", isHigherBetter: true },
});

const scoredLegend = ({ legend }: LabelMap) => legend.filter(({ id }) => idOfTrainId.includes(id));

/** @param colours as a prompt deals them; default: those of the data set */
function paintScored(labels: LabelMap, colours: LabelMap["legend"] = []) {
  const map = scoredOf(labels);
  const dealt = new Map(colours.map(({ name, colour }) => [name, colour]));
  const legend = map.legend.map((one) => ({ ...one, colour: dealt.get(one.name) ?? one.colour }));
  return encodeSemantic(new LabelMap({ ...map, legend }), undefined, { background: BACKGROUND });
}

/** What is not scored is black, as a generator would leave it. */
function scoredOf(labels: LabelMap): LabelMap {
  const { width, height, data } = labels;
  const legend = [{ id: UNLABELED, name: "background" }, ...scoredLegend(labels)];
  const kept = data.map((id) => (idOfTrainId.includes(id) ? id : UNLABELED));
  return new LabelMap({ width, height, data: kept, legend });
}

/** Found classes by their names, in the data set's ids; what has none, and what was cropped, is unlabeled: a miss. */
function inIdsOf(labels: LabelMap, legend: LabelMap["legend"]): Uint8Array {
  const ids = new Map(legend.map(({ id, name }) => [name, id]));
  const byId = new Map(labels.legend.map(({ id, name }) => [id, ids.get(name) ?? UNLABELED]));
  byId.set(REJECTED_ID, UNLABELED);
  return Uint8Array.from(labels.data, (id) => byId.get(id) ?? UNLABELED);
}
