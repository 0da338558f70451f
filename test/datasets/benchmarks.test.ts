/** Every reader on its tiny data set: photo, truth and camera are what the script that wrote it says. */

import { type DatasetSample, type InstanceTruth, listDatasets, openDataset } from "vision-peel/datasets";
import { decodeMask } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { FIXTURES, fixturePath, type ToldSample, toldSamples } from "./fixtures.js";

const numbers = (told: unknown): number[] => (told as (number | string)[]).map(Number);

/** Within a part in a hundred thousand; unknown and infinite at the same places. */
function expectClose(got: ArrayLike<number>, told: unknown, what: string, within = 1e-5): void {
  const wanted = numbers(told);
  expect(got.length, what).toBe(wanted.length);
  wanted.forEach((value, i) => {
    const isExact = !Number.isFinite(value);
    if (isExact) expect(got[i], `${what} ${i}`).toBe(value);
    else
      expect(Math.abs(got[i] - value), `${what} ${i}: ${got[i]} for ${value}`).toBeLessThanOrEqual(
        within * Math.max(1, Math.abs(value)),
      );
  });
}

function expectInstances(got: readonly InstanceTruth[], told: unknown): void {
  const wanted = told as readonly Record<string, unknown>[];
  expect(got.length).toBe(wanted.length);
  wanted.forEach(({ mask, ...rest }, i) => {
    const { mask: gotMask, ...gotRest } = got[i];
    expect(gotRest).toMatchObject(rest);
    expect([...decodeMask(gotMask).data]).toEqual(mask);
  });
}

function expectSample(sample: DatasetSample, told: ToldSample, isJpeg: boolean): void {
  const { id, photo, depth, normals, labels, mask, masks, intrinsics, instances, annotators, ids, ...rest } =
    told;
  expect(sample.id).toBe(id);
  expect(sample).toMatchObject(rest);
  const got = sample as unknown as Record<
    string,
    { data: ArrayLike<number> } & Record<string, { data: ArrayLike<number> }>
  >;
  // Decoders of JPEG differ by a level.
  if (photo) expectClose(got.photo.data, photo, `${id} photo`, isJpeg ? 0.05 : 0);
  if (depth) expectClose(got.depth.data, depth, `${id} depth`);
  if (normals) expectClose(got.normals.data, normals, `${id} normals`);
  if (labels) expect([...Array.from(got.labels.data)]).toEqual(labels);
  if (mask) expect([...Array.from(got.mask.data)]).toEqual(mask);
  if (ids) expect([...Array.from(got.panoptic.data)]).toEqual(ids);
  for (const [name, plane] of Object.entries((masks as Record<string, number[]> | undefined) ?? {}))
    expect([...Array.from(got.masks[name].data)], name).toEqual(plane);
  if (intrinsics === null) expect(got.intrinsics).toBeUndefined();
  else if (intrinsics) {
    const camera = got.intrinsics as unknown as Record<string, number>;
    for (const [key, value] of Object.entries(intrinsics)) expect(camera[key], key).toBeCloseTo(value, 5);
  }
  if (instances)
    expectInstances((sample as { instances?: readonly InstanceTruth[] }).instances ?? [], instances);
  (annotators as { isExhaustive: boolean; instances: unknown }[] | undefined)?.forEach((one, i) => {
    const drawn = (sample as { annotators?: typeof annotators }).annotators as never as {
      isExhaustive: boolean;
      instances: InstanceTruth[];
    }[];
    expect(drawn[i].isExhaustive).toBe(one.isExhaustive);
    expectInstances(drawn[i].instances, one.instances);
  });
}

describe.each(FIXTURES)("%s in %s", (name, folder, file) => {
  const told = toldSamples(folder, file);

  it.each(Object.keys(told))("split %s", async (split) => {
    const dataset = await openDataset(name, fixturePath(folder), { split });
    expect(dataset.ids).toEqual(told[split].map(({ id }) => id));
    expect([dataset.size, dataset.split, dataset.name]).toEqual([told[split].length, split, name]);
    const { missing, problems, size } = await dataset.check();
    expect(missing).toEqual([]);
    expect(size).toBe(dataset.size);
    for (const problem of problems) expect(problem).toMatch(/^There are \d+ samples, where/);
    let i = 0;
    for await (const sample of dataset.samples()) {
      const { format } = (sample as { photo?: { provenance?: { format?: string } } }).photo?.provenance ?? {};
      expectSample(sample, told[split][i++], format === "jpeg");
    }
    expect(i).toBe(dataset.size);
  });
});

it("has a tiny data set for every reader", () => {
  const tested = new Set<string>(FIXTURES.map(([name]) => name));
  expect(listDatasets().map(({ name }) => name)).toEqual([...tested]);
});
