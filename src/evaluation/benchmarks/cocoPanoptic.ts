import { encodeInstances } from "../../codecs/instances/encode.js";
import { encodeSemantic } from "../../codecs/semantic/encode.js";
import type { Category, PanopticSample } from "../../datasets/sample.js";
import { InstanceMap } from "../../image/instanceMap.js";
import { LabelMap } from "../../image/labelMap.js";
import type { RgbImage } from "../../image/rgbImage.js";
import {
  IntervalSums,
  type PanopticJson,
  type PanopticSegment,
  PanopticSums,
  panopticKind,
} from "../../metrics/index.js";
import { segment } from "../../tasks/segment.js";
import { segmentInstances } from "../../tasks/segmentInstances.js";
import type { Judge } from "./judge.js";
import { askedIn, coloursIn, plainName, pluralOf } from "./toldCategories.js";

const BACKGROUND = "black";

interface Value {
  readonly sums: PanopticJson;
  readonly categories: readonly Category[];
}

/**
 * COCO's segments: one painting of all stuff, and one of each kind of thing, that the picture truly has; things lie over
 * stuff, the first over the next. What a picture lacks is not asked for: the protocol's name says so.
 */
export function cocoPanopticJudge(data: string): Judge<PanopticSample, Value> {
  const about = `${data}, categories told`;
  return {
    paintTruth,
    async judge(sample, generator, { seed, votes, signal }) {
      const { photo, panoptic } = sample;
      const options = { generator, signal, ...(seed !== undefined && { seed }) };
      const { things, stuff } = asked(sample);
      const paintings: RgbImage[] = [];
      const ids = new Uint32Array(panoptic.data.length);
      const segments: PanopticSegment[] = [];
      for (const { id: category, name } of things) {
        const { instances, painted } = await segmentInstances(photo, pluralOf(plainName(name)), options);
        paintings.push(painted);
        lay(instances.data, ids, segments, () => category);
      }
      if (stuff.length > 0) {
        const names = stuff.map(({ name }) => plainName(name));
        const how = { ...options, background: BACKGROUND, ...(votes !== undefined && { votes }) };
        const { labels, paintings: painted } = await segment(photo, names, how);
        paintings.push(...painted.map((one) => one.painted));
        const byLabel = new Map(labels.legend.map(({ id, name }) => [id, stuff[names.indexOf(name)]?.id]));
        lay(labels.data, ids, segments, (label) => byLabel.get(label));
      }
      const sums = new PanopticSums(about);
      sums.add({ data: ids, segments }, panoptic);
      const found = { ...panoptic, data: ids, segments };
      return {
        value: { sums: sums.toJSON(), categories: [...things, ...stuff] },
        paintings,
        look: () => ({ measured: classMap(sample, found), truth: classMap(sample, panoptic) }),
      };
    },
    async summarise(values) {
      const all: Value[] = [];
      const categories = new Map<number, Category>();
      for await (const value of values) {
        all.push(value);
        for (const category of value.categories) categories.set(category.id, category);
      }
      const sums = new IntervalSums(panopticKind(about, [...categories.values()]));
      for (const value of all) sums.add((one) => one.merge(PanopticSums.fromJSON(value.sums)));
      return [sums.scores()];
    },
    ofSample: ({ sums }) => PanopticSums.fromJSON(sums).scores().values,
    ranking: { by: "PQ", isHigherBetter: true },
  };
}

/** Adds a segment for each id of a painting, where nothing lies yet. */
function lay(
  painted: ArrayLike<number>,
  ids: Uint32Array,
  segments: PanopticSegment[],
  categoryOf: (id: number) => number | undefined,
): void {
  const known = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] !== 0 || painted[i] === 0) continue;
    const category = categoryOf(painted[i]);
    if (category === undefined) continue;
    const id = known.get(painted[i]) ?? segments.push({ id: segments.length + 1, category });
    known.set(painted[i], id);
    ids[i] = id;
  }
}

/** What the picture has, but for crowds. */
function asked({ panoptic, categories }: PanopticSample): { things: Category[]; stuff: Category[] } {
  const there = categories.filter(({ id }) =>
    panoptic.segments.some(({ category, isCrowd }) => category === id && !isCrowd),
  );
  return {
    things: there.filter(({ isThing }) => isThing),
    stuff: there.filter(({ isThing }) => !isThing),
  };
}

function paintTruth(sample: PanopticSample, prompt: string): RgbImage {
  const { photo, panoptic } = sample;
  const { width, height } = photo;
  const { things, stuff } = asked(sample);
  const colours = coloursIn(prompt);
  if (colours.length > 0) {
    const byName = new Map(stuff.map(({ id, name }) => [plainName(name), id]));
    const idOf = new Map(colours.map(({ id, name }) => [byName.get(name), id]));
    const data = planeOf(panoptic, ({ category }) => idOf.get(category) ?? 0);
    const legend = [{ id: 0, name: "background" }, ...colours.filter(({ name }) => byName.has(name))];
    return encodeSemantic(new LabelMap({ width, height, data, legend }), undefined, {
      background: BACKGROUND,
    });
  }
  const category = askedIn(prompt, things)?.id;
  let count = 0;
  const data = planeOf(panoptic, (one) => (one.category === category && !one.isCrowd ? ++count : 0));
  return encodeInstances(new InstanceMap({ width, height, data }));
}

type Panoptic = Pick<PanopticSample["panoptic"], "data"> & { readonly segments: readonly PanopticSegment[] };

/** Each segment's pixels by a number of its own; void is 0. */
function planeOf({ data, segments }: Panoptic, numberOf: (one: PanopticSegment) => number): Uint16Array {
  const numbers = new Map(segments.map((one) => [one.id, numberOf(one)]));
  return Uint16Array.from(data, (id) => numbers.get(id) ?? 0);
}

/** Classes, for a view to compare. */
function classMap({ photo: { width, height }, categories }: PanopticSample, panoptic: Panoptic): LabelMap {
  const there = new Set(panoptic.segments.map(({ category }) => category));
  const legend = categories.filter(({ id }) => there.has(id)).map(({ id, name }) => ({ id, name }));
  const data = planeOf(panoptic, ({ category }) => category);
  return new LabelMap({ width, height, data, legend: [{ id: 0, name: "void" }, ...legend] });
}
