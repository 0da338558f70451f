/** What is done to one sample: painted, decoded and scored, or painted twice for people to compare. */
import { createHash } from "node:crypto";
import type { Dataset } from "../../datasets/dataset.js";
import { isPeelError } from "../../errors.js";
import type { Generator } from "../../generators/generator.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { writeImage } from "../../image/writeImage.js";
import type { Json, SampleOutcome, SampleWork, SweepPlan } from "../sweep/plan.js";
import type { BenchmarkChoice } from "./benchmark.js";
import { digestOf } from "./digest.js";
import { exactGenerator, isExact } from "./exactGenerator.js";
import { judgeOf } from "./judgeOf.js";
import { keepPictures } from "./keptPictures.js";
import { type PairSample, paintPair } from "./pairs.js";

/** @param generator undefined for the painters that know the truth */
export function judgedWork(
  dataset: Dataset,
  generator: Generator | undefined,
  { generator: spec, seed = 0, votes, withoutPictures = false }: BenchmarkChoice,
): SampleWork {
  const judge = judgeOf(dataset);
  const placeOf = placesOf(dataset);
  return async (id, { signal, place }) => {
    const sample = await dataset.sample(placeOf(id));
    const exact = (): Generator =>
      exactGenerator(isExact(spec) ? spec : "exact", (prompt) => judge.paintTruth(sample, prompt));
    const painter = generator ?? exact();
    const how = { seed: seed + (generator ? 0 : ownSeed(id)), signal, ...(votes !== undefined && { votes }) };
    const { value, paintings, truth } = await judge.judge(sample, painter, how);
    if (!withoutPictures) await keepPictures(place, painter, paintings, truth);
    return outcomeOf(await dataset.stamp(placeOf(id)), sample, value as Json, paintings);
  };
}

/** Of a sample whose noise is made here: where that of one seed happens to matter, it must not matter in all samples. */
const ownSeed = (id: string): number => createHash("sha256").update(id).digest().readUIntBE(0, 3);

/** Pictures of both are always kept: without them there is nothing to be compared. */
export function pairWork(
  dataset: Dataset,
  ours: Generator,
  theirs: Generator,
  { seed = 0 }: BenchmarkChoice,
): SampleWork {
  const placeOf = placesOf(dataset);
  return async (id, { signal, place }) => {
    const sample = (await dataset.sample(placeOf(id))) as PairSample;
    const { pair, pictures, photo } = await paintPair(sample, ours, theirs, { seed, signal });
    for (const side of ["left", "right"] as const)
      await writeImage(pictures[side], await place(`${side}.png`));
    if (photo) await writeImage(photo, await place("photo.png"));
    return outcomeOf(await dataset.stamp(placeOf(id)), sample, { ...pair }, Object.values(pictures));
  };
}

/** A name that the data no longer has is refused by the data set. */
function placesOf({ ids }: Dataset): (id: string) => number {
  const places = new Map(ids.map((id, i) => [id, i]));
  return (id) => places.get(id) ?? -1;
}

/** Whether a result is of the sample as it is now: its files are untouched, or say the same. */
export function stillOf(dataset: Dataset): NonNullable<SweepPlan["isStill"]> {
  const placeOf = placesOf(dataset);
  return async ({ id, dataDigest, dataStamp }) => {
    const place = placeOf(id);
    try {
      if (dataStamp !== undefined && dataStamp === (await dataset.stamp(place))) return true;
      return dataDigest === digestOf(await dataset.sample(place));
    } catch (error) {
      // What cannot be read any more is worked on again, and says why it fails.
      if (isPeelError(error)) return false;
      throw error;
    }
  };
}

function outcomeOf(
  dataStamp: string,
  sample: unknown,
  value: Json,
  paintings: readonly RgbImage[],
): SampleOutcome {
  const costs = paintings.map(({ provenance }) => Number((provenance?.cost as { usd?: number })?.usd ?? 0));
  const costUsd = costs.reduce((sum, one) => sum + one, 0);
  return { value, dataDigest: digestOf(sample), dataStamp, ...(costUsd > 0 && { costUsd }) };
}
