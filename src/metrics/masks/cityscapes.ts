import { ArgumentError } from "../../errors.js";
import { addTo, addTotal, type ExactSum, noSum, totalOf } from "../sums/exactSum.js";
import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import { averageInstancePixels, cityscapesLabels } from "./cityscapesLabels.js";
import { confusionMatrix, scoresOf } from "./overlaps.js";

const SIZE = cityscapesLabels.length;
const scored = cityscapesLabels.filter(({ isScored }) => isScored);
const scoredIds = scored.map(({ id }) => id);
const things = scored.filter(({ hasInstances }) => hasInstances);
const categories = [...new Set(scored.map(({ category }) => category))];
const thingCategories = [...new Set(things.map(({ category }) => category))];
/** Ids of instances are class · 1000 + a number; those up to here are groups. */
const LAST_GROUP = 1000;

/** Weighted pixels of instances that were found, and that were not. */
interface Weighted {
  readonly hits: ExactSum;
  readonly misses: ExactSum;
}

/** Sums over pictures, as JSON. */
export interface CityscapesJson {
  readonly protocol: string;
  readonly samples: number;
  readonly matrix: readonly number[];
  readonly instances: Readonly<Record<string, readonly [number, number, number, number]>>;
}

/**
 * Cityscapes' scores over any number of pictures (mcordts/cityscapesScripts
 * evaluation/evalPixelLevelSemanticLabeling.py @0bcc4a725495): `mIoU` over 19 classes of one confusion matrix, `iIoU`
 * with each true instance weighed as much as any other, and both over categories (`category mIoU`, `category iIoU`);
 * `IoU road` … of each class.
 *
 * @example
 * const sums = new CityscapesSums();
 * sums.add(predictedIds, labelIds, instanceIds);
 * sums.scores().values.mIoU
 */
export class CityscapesSums {
  readonly protocol: string;
  #samples = 0;
  readonly #matrix = new Float64Array(SIZE * SIZE);
  readonly #instances = new Map<string, Weighted>();

  constructor(data = "Cityscapes") {
    this.protocol = `Cityscapes pixel level on ${data}`;
    for (const name of [...things.map((one) => one.name), ...thingCategories])
      this.#instances.set(name, { hits: noSum(), misses: noSum() });
  }

  /**
   * Adds a picture.
   *
   * @param prediction ids of classes, 0 to 33, not train ids
   * @param truth the same: `…_gtFine_labelIds.png`
   * @param instances `…_gtFine_instanceIds.png`; without them there is no iIoU
   * @throws ArgumentError for other lengths or ids, and for train ids
   */
  add(prediction: ArrayLike<number>, truth: ArrayLike<number>, instances?: ArrayLike<number>): void {
    checkIds(prediction);
    confusionMatrix(prediction, truth, SIZE, this.#matrix);
    this.#samples++;
    if (!instances) return;
    if (instances.length !== truth.length) throw wrongLength(instances.length, truth.length);
    this.#addInstances(prediction, instances);
  }

  #addInstances(prediction: ArrayLike<number>, instances: ArrayLike<number>): void {
    /** of each instance its pixels, those of its class, and those of its category */
    const counts = new Map<number, [pixels: number, right: number, near: number]>();
    for (let i = 0; i < instances.length; i++) {
      const id = instances[i];
      if (id <= LAST_GROUP) continue;
      const label = cityscapesLabels[Math.floor(id / LAST_GROUP)];
      if (!label?.hasInstances || !label.isScored) continue;
      const one = counts.get(id) ?? [0, 0, 0];
      counts.set(id, one);
      const predicted = cityscapesLabels[prediction[i]];
      one[0]++;
      if (predicted === label) one[1]++;
      // By category a caravan, which is not scored, is near enough to a car.
      if (predicted.category === label.category) one[2]++;
    }
    for (const [id, [pixels, right, near]] of counts) {
      const { name, category } = cityscapesLabels[Math.floor(id / LAST_GROUP)];
      const weight = averageInstancePixels[name] / pixels;
      for (const [key, hits] of [
        [name, right],
        [category, near],
      ] as const) {
        const sums = this.#instances.get(key);
        if (!sums) continue;
        addTo(sums.hits, weight * hits);
        addTo(sums.misses, weight * (pixels - hits));
      }
    }
  }

  /** @throws ArgumentError for sums of another protocol */
  merge(other: CityscapesSums): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    this.#samples += other.#samples;
    for (let i = 0; i < this.#matrix.length; i++) this.#matrix[i] += other.#matrix[i];
    for (const [name, ours] of this.#instances) {
      const theirs = other.#instances.get(name) as Weighted;
      addTotal(ours.hits, theirs.hits);
      addTotal(ours.misses, theirs.misses);
    }
  }

  /** pixels by true and by predicted id: `matrix[truth * 34 + prediction]` */
  get matrix(): Float64Array {
    return this.#matrix.slice();
  }

  /** Shares from 0 to 1. Classes that are nowhere have no score, and are in no mean. */
  scores(): ProtocolScores {
    const { iou, mIoU } = scoresOf(this.#matrix, SIZE, scoredIds);
    const ofClass = scored.map(({ name }, i): [string, number] => [`IoU ${name}`, iou[i]]);
    const ofThing = things.map(({ name, id }): [string, number] => [
      `iIoU ${name}`,
      this.#instanceIou(name, [id]),
    ]);
    const ofCategory = categories.map((name): [string, number] => [
      `IoU ${name} (category)`,
      this.#categoryIou(name),
    ]);
    const ofThings = thingCategories.map((name): [string, number] => [
      `iIoU ${name} (category)`,
      this.#instanceIou(name, allIdsOf(name)),
    ]);
    const values = [
      ["mIoU", mIoU],
      ["iIoU", meanOf(ofThing)],
      ["category mIoU", meanOf(ofCategory)],
      ["category iIoU", meanOf(ofThings)],
      ...[...ofClass, ...ofThing, ...ofCategory, ...ofThings],
    ] as [string, number][];
    const known = values.filter(([, value]) => !Number.isNaN(value));
    return { protocol: this.protocol, samples: this.#samples, values: Object.fromEntries(known) };
  }

  #categoryIou(category: string): number {
    const ids = idsOf(category);
    const hits = this.#sum(ids, ids);
    const misses = this.#sum(ids, [...cityscapesLabels.keys()]) - hits;
    return hits / (hits + misses + this.#falseHits(ids));
  }

  #instanceIou(name: string, ids: readonly number[]): number {
    const { hits, misses } = this.#instances.get(name) as Weighted;
    return totalOf(hits) / (totalOf(hits) + this.#falseHits(ids) + totalOf(misses));
  }

  /** Pixels that are predicted to be these and are others that are scored. */
  #falseHits(ids: readonly number[]): number {
    return this.#sum(
      scoredIds.filter((id) => !ids.includes(id)),
      ids,
    );
  }

  #sum(truths: readonly number[], predictions: readonly number[]): number {
    let sum = 0;
    for (const truth of truths) for (const id of predictions) sum += this.#matrix[truth * SIZE + id];
    return sum;
  }

  toJSON(): CityscapesJson {
    const instances = [...this.#instances].map(([name, { hits, misses }]) => [
      name,
      [hits.sum, hits.rest, misses.sum, misses.rest],
    ]);
    const matrix = [...this.#matrix];
    return {
      protocol: this.protocol,
      samples: this.#samples,
      matrix,
      instances: Object.fromEntries(instances),
    };
  }

  static fromJSON({ protocol, samples, matrix, instances }: CityscapesJson): CityscapesSums {
    const sums = new CityscapesSums();
    (sums as { protocol: string }).protocol = protocol;
    sums.#samples = samples;
    sums.#matrix.set(matrix);
    for (const [name, [sum, rest, missed, missedRest]] of Object.entries(instances))
      sums.#instances.set(name, { hits: { sum, rest }, misses: { sum: missed, rest: missedRest } });
    return sums;
  }
}

const idsOf = (category: string): number[] =>
  scored.filter((one) => one.category === category).map(({ id }) => id);

/** Those that are not scored, too. */
const allIdsOf = (category: string): number[] =>
  cityscapesLabels.filter((one) => one.category === category).map(({ id }) => id);

function meanOf(scores: readonly (readonly [string, number])[]): number {
  const there = scores.map(([, score]) => score).filter((score) => !Number.isNaN(score));
  return there.reduce((sum, score) => sum + score, 0) / there.length;
}

/** Train ids are 0 to 18 and 255: of ids 7 to 33 most pictures have many above 18, and none has 255. */
function checkIds(prediction: ArrayLike<number>): void {
  let largest = 0;
  for (let i = 0; i < prediction.length; i++) if (prediction[i] > largest) largest = prediction[i];
  if (largest < SIZE) return;
  const isTrainId = largest === 255;
  throw new ArgumentError({
    argument: "prediction",
    expected: `ids of Cityscapes' classes, 0 to ${SIZE - 1}`,
    got: `one of ${largest}${isTrainId ? ", as train ids have it" : ""}`,
    remedy: isTrainId ? "turn train ids to ids by idOfTrainId, and 255 to 0" : "look up its legend",
  });
}

const wrongLength = (got: number, expected: number): ArgumentError =>
  new ArgumentError({
    ...{ argument: "instances", expected: `as many pixels as the truth, ${expected}`, got: `${got} pixels` },
    remedy: "take the picture of instances that belongs to the labels",
  });
