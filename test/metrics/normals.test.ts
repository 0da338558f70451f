/** Angular errors beside DSINE's own evaluation (golden/normal, made by its code). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy } from "vision-peel";
import {
  angularErrors,
  NORMAL_LIMITS,
  normalMeans,
  normalScores,
  normalValues,
  PooledNormals,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { packCounts, unpackCounts } from "../../src/dist/metrics/sums/packedCounts.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

describe("angular errors", () => {
  it("are arc cosines, 90 degrees where there is no direction, unknown where the truth is", () => {
    const truth = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, Number.NaN, 0, 0, 0, 0, 1);
    const prediction = Float32Array.of(0, 0, 0, 0, 0, -1, 0, 0, 2, 1, 0, 0, Number.NaN, 0, 0);
    expect([...angularErrors(prediction, truth)]).toEqual([90, 180, 0, Number.NaN, 90]);
    expect(() => angularErrors(new Float32Array(3), truth)).toThrow(/prediction must be as many numbers/);
  });

  it("are the same however both are turned", () => {
    const vectors = Float32Array.of(0.6, 0.8, 0, 0, 0.6, 0.8, 0.36, 0.48, 0.8);
    const turned = Float32Array.from(vectors, (_, i) => vectors[3 * Math.floor(i / 3) + ((i + 1) % 3)]);
    const to = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1);
    const toTurned = Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0);
    const errors = angularErrors(vectors, to);
    for (const [i, error] of angularErrors(turned, toTurned).entries())
      expect(error).toBeCloseTo(errors[i], 4);
  });

  it("of nothing have no mean", () => {
    const { pixels, mean, median } = normalScores(Float32Array.of(Number.NaN));
    expect([pixels, mean, median]).toEqual([0, Number.NaN, Number.NaN]);
  });
});

const files = [
  "golden/normal/normal_metrics.json",
  "golden/normal/random_pred.npy",
  "golden/normal/random_gt.npy",
];
describe.skipIf(skipsWithout(...files))("beside DSINE", () => {
  it("mean, median, RMSE and shares of 4000 random pairs", async () => {
    const [golden, prediction, truth] = files.map(sharedPath);
    const { metrics } = JSON.parse(readFileSync(golden, "utf8")).results.random;
    const floats = async (path: string) => Float32Array.from((await readNpy(path)).data as ArrayLike<number>);
    const errors = angularErrors(await floats(prediction), await floats(truth));
    const expected = (await readNpy(join(golden, "../random_err_deg.npy"))).data as ArrayLike<number>;
    for (const [i, error] of errors.entries())
      expect(Math.abs(error - Number(expected[i]))).toBeLessThan(0.05);
    const scores = normalScores(errors);
    for (const key of ["mean", "median", "rmse"] as const) expect(scores[key]).toBeCloseTo(metrics[key], 3);
    for (const [i, share] of scores.below.entries()) expect(100 * share).toBeCloseTo(metrics[`a${i + 1}`], 6);
    expect(scores.pixels).toBe(4000);
  });

  it("pooled over a data set, and as means of pictures, which are other numbers", async () => {
    const [golden, prediction, truth] = files.map(sharedPath);
    const { split, pooled, mean_of_images } = JSON.parse(readFileSync(golden, "utf8")).results
      .pooled_vs_per_image;
    const floats = async (path: string) => Float32Array.from((await readNpy(path)).data as ArrayLike<number>);
    const errors = angularErrors(await floats(prediction), await floats(truth));
    const pictures = [errors.subarray(0, split[0]), errors.subarray(split[0])];
    const [first, second, means] = [new PooledNormals("random"), new PooledNormals("random"), normalMeans()];
    first.add(pictures[0]);
    second.add(pictures[1]);
    for (const picture of pictures) means.add(normalValues(picture));
    // As it goes over a wire.
    first.merge(PooledNormals.fromJSON(JSON.parse(JSON.stringify(second))));
    for (const [{ values, samples }, theirs] of [
      [first.scores(), pooled],
      [means.scores(), mean_of_images],
    ] as const) {
      expect(samples).toBe(2);
      for (const key of ["mean", "rmse"]) expect(values[key]).toBeCloseTo(theirs[key], 3);
      expect(Math.abs(values.median - theirs.median)).toBeLessThan(0.002);
      for (const [k, limit] of NORMAL_LIMITS.entries())
        expect(100 * values[`below${limit}`]).toBeCloseTo(theirs[`a${k + 1}`], 6);
    }
    expect(first.scores().pixels).toBe(4000);
    expect(() => first.merge(new PooledNormals("NYUv2"))).toThrow("other must be of the protocol DSINE");
  });
});

describe("packed counts", () => {
  it("come back as they were, short where there are many zeros", () => {
    for (const counts of [
      [],
      [0],
      [5],
      [0, 0, 127, 128, 0, 2 ** 40, 0],
      Array.from({ length: 9000 }, (_, i) => i % 300),
    ])
      expect([...unpackCounts(packCounts(counts), counts.length)]).toEqual(counts);
    expect(packCounts(new Float64Array(90_001)).length).toBeLessThan(10);
  });
  it("are refused where they are damaged", () => {
    const text = packCounts([1, 2, 3]);
    for (const wrong of [text.slice(0, -4), packCounts([1, 2, 3, 4]), packCounts([1, 2])])
      expect(() => unpackCounts(wrong, 3)).toThrow(/damaged/);
  });
});
