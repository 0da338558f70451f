import { encodeInstances } from "../../codecs/instances/encode.js";
import type { InstancesSample } from "../../datasets/sample.js";
import { InstanceMap } from "../../image/instanceMap.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { encodeIds } from "../../image/rle/index.js";
import { CocoAp, type CocoApJson, withApIntervals } from "../../metrics/index.js";
import { segmentInstances } from "../../tasks/segmentInstances.js";
import type { Judge } from "./judge.js";
import { askedIn, mapOfThings, plainName, pluralOf } from "./toldCategories.js";

/** A painting tells no scores: all that it has painted is believed alike. */
const SCORE = 1;

interface Value {
  readonly matches: CocoApJson["matches"];
  /** of the categories that were asked for */
  readonly names: readonly (readonly [id: number, name: string])[];
}

/**
 * COCO's things, one painting for each category that the picture truly has. Categories that it lacks are not asked for:
 * the protocol's name says so, for a detector has to find that out itself.
 */
export function cocoInstancesJudge(data: string): Judge<InstancesSample, Value> {
  const about = `${data}, categories told, all scores 1`;
  return {
    paintTruth,
    async judge(sample, generator, { seed, signal }) {
      const { photo, instances: truths } = sample;
      const { width, height } = photo;
      const options = { generator, signal, ...(seed !== undefined && { seed }) };
      const all = new Uint16Array(width * height);
      const found: { category: number; mask: ReturnType<typeof decodedMasks>[number]; score: number }[] = [];
      const paintings: RgbImage[] = [];
      const asked = categoriesOf(sample);
      for (const { id: category, name } of asked) {
        const result = await segmentInstances(photo, pluralOf(plainName(name)), options);
        paintings.push(result.painted);
        const { data: ids } = result.instances;
        const before = found.length;
        for (const mask of decodedMasks(result.instances)) found.push({ category, mask, score: SCORE });
        for (let i = 0; i < ids.length; i++) if (ids[i] > 0) all[i] = before + ids[i];
      }
      const ap = new CocoAp("masks", about);
      const known = truths.map(({ categoryId: category, ...rest }) => ({ category, ...rest }));
      ap.add(sample.id, found, known);
      return {
        value: { matches: ap.toJSON().matches, names: asked.map(({ id, name }) => [id, name] as const) },
        ...{ paintings, truth: encodeInstances(mapOfThings(photo, truths)) },
        look: () => ({
          measured: new InstanceMap({ width, height, data: all }),
          truth: mapOfThings(photo, truths),
        }),
      };
    },
    async summarise(values) {
      const ap = new CocoAp("masks", about);
      const names = new Map<number, string>();
      for await (const value of values) {
        ap.merge(read(value, about));
        for (const [id, name] of value.names) names.set(id, name);
      }
      // COCO's own code says −1 where there is nothing to be found; that is no score.
      const whole = withApIntervals(ap, names);
      const told = Object.entries(whole.values).filter(([, value]) => value >= 0);
      return [{ ...whole, values: Object.fromEntries(told) }];
    },
    ofSample(value) {
      const { AP, AP50, AR100 } = read(value, about).scores().values;
      return AP < 0 ? ({} as Record<string, number>) : { AP, AP50, AR: AR100 };
    },
    ranking: { by: "AP", isHigherBetter: true },
  };
}

const read = ({ matches }: Value, about: string): CocoAp =>
  CocoAp.fromJSON({ protocol: new CocoAp("masks", about).protocol, matches });

const decodedMasks = ({ width, height, data }: InstanceMap) =>
  [...encodeIds({ width, height, data })].filter(([id]) => id !== 0).map(([, mask]) => mask);

/** Those that the picture has, but for crowds, which nobody has to find. */
const categoriesOf = ({ instances, categories }: InstancesSample) =>
  categories.filter(({ id }) => instances.some((one) => one.categoryId === id && !one.isCrowd));

function paintTruth(sample: InstancesSample, prompt: string): RgbImage {
  const category = askedIn(prompt, categoriesOf(sample));
  const things = sample.instances.filter(({ categoryId }) => categoryId === category?.id);
  return encodeInstances(mapOfThings(sample.photo, things));
}
