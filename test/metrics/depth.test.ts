/** Depth scores beside the code of Depth Anything V2, ZoeDepth, UniK3D and Marigold (golden/depth, made by it). */
import { readFileSync } from "node:fs";
import {
  addDepth,
  alignDepth,
  alignDepthInPieces,
  depthScores,
  noDepthSums,
  scoresOfDepthSums,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";
import { depthGoldenFiles, depthPairs } from "./depthPairs.js";

describe("depth scores", () => {
  it("of a picture that is twice as far are known", () => {
    const { absRel, rmse, delta, siLog, log10, pixels } = depthScores([2, 4, 8], [1, 2, 4]);
    expect([absRel, pixels]).toEqual([1, 3]);
    expect(rmse).toBeCloseTo(Math.sqrt(7), 12);
    // 1.25³ is 1.95.
    expect(delta).toEqual([0, 0, 0]);
    expect(siLog).toBeCloseTo(0, 5);
    expect(log10).toBeCloseTo(Math.log10(2), 12);
  });

  it("count only what both know, within the range", () => {
    const prediction = [1, Number.NaN, Infinity, 0, 1, 1, 1];
    const truth = [1, 1, 1, 1, Number.NaN, 0, 20];
    expect(depthScores(prediction, truth, { max: 10 }).pixels).toBe(1);
    expect(depthScores([], []).absRel).toBeNaN();
    expect(() => depthScores([1], [1, 2])).toThrow(/prediction must be as many pixels as the truth, 2/);
  });

  it("do not change when both are scaled, but for metres", () => {
    const [a, b] = [depthScores([1, 2, 3], [1.2, 2.5, 2.9]), depthScores([7, 14, 21], [8.4, 17.5, 20.3])];
    for (const key of ["absRel", "rmseLog", "siLog"] as const) expect(b[key]).toBeCloseTo(a[key], 10);
    expect(b.rmse).toBeCloseTo(7 * a.rmse, 10);
  });
});

describe("alignment", () => {
  it("finds scale and shift, and nothing where there is none", () => {
    const truth = [2, 5, 3, 8, 9];
    const relative = truth.map((metres) => (metres - 1) / 4);
    const { scale, shift } = alignDepth(relative, truth, "scale-shift");
    expect([scale, shift].map((value) => Math.round(1e9 * value) / 1e9)).toEqual([4, 1]);
    expect(
      alignDepth(
        truth.map((d) => d / 3),
        truth,
        "scale",
      ).scale,
    ).toBeCloseTo(3, 12);
    expect(alignDepth(relative, truth, "none")).toEqual({ scale: 1, shift: 0 });
    for (const alignment of ["scale", "scale-shift"] as const) {
      expect(alignDepth([0, Number.NaN], [1, 1], alignment)).toEqual({ scale: 1, shift: 0 });
      expect(alignDepth(new Float32Array(2), new Float32Array(2), alignment)).toEqual({ scale: 1, shift: 0 });
    }
  });

  it("aligns and scores in pieces as at once", () => {
    const length = 2 ** 20 + 12_345;
    const truth = Float32Array.from({ length }, (_, i) => 1 + ((i * 2_654_435_761) % 1000) / 100);
    const prediction = truth.map((metres, i) =>
      i % 97 === 0 ? Number.NaN : metres / 2 + ((i % 13) - 6) / 50,
    );
    for (const alignment of ["scale", "scale-shift"] as const) {
      const pieces = alignDepthInPieces(prediction, truth, alignment);
      const shares: number[] = [];
      let step = pieces.next();
      for (; !step.done; step = pieces.next()) shares.push(step.value);
      expect(step.value).toEqual(alignDepth(prediction, truth, alignment));
      expect(shares.length).toBeGreaterThan(0);
      expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
    }
    const valid = [...truth.keys()].filter((i) => !Number.isNaN(prediction[i]));
    const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
    const [ofTruth, ofPrediction] = [truth, prediction].map((plane) => middle(valid.map((i) => plane[i])));
    expect(alignDepth(prediction, truth, "scale").scale).toBeCloseTo(ofTruth / ofPrediction, 3);
    const sums = noDepthSums();
    addDepth(sums, prediction.subarray(0, 777), truth.subarray(0, 777));
    addDepth(sums, prediction.subarray(777), truth.subarray(777));
    expect(scoresOfDepthSums(sums)).toEqual(depthScores(prediction, truth));
  });
});

describe.skipIf(skipsWithout(...depthGoldenFiles))("beside others' code", () => {
  const { results } = JSON.parse(readFileSync(sharedPath(depthGoldenFiles[0]), "utf8"));
  it.each(["random", "nyu", "kitti"])("on the pair %s", async (name) => {
    const { range, valid, ...codes } = results[name];
    const pair = (await depthPairs())[name];
    const [prediction, truth] = [pair.prediction.data, pair.truth.data];
    const limits = { min: range[0], max: range[1] };
    const scores = depthScores(prediction, truth, limits);
    expect(scores.pixels).toBe(valid);
    const theirs = codes.depth_anything_v2;
    const { scale, shift } = alignDepth(prediction, truth, "scale-shift", limits);
    const { scale: ofMedians } = alignDepth(prediction, truth, "scale", limits);
    const bySi = depthScores(
      prediction.map((d) => ofMedians * d),
      truth,
      limits,
    );
    const pairs = {
      d1: [scores.delta[0], theirs.d1],
      d2: [scores.delta[1], theirs.d2],
      d3: [scores.delta[2], theirs.d3],
      absRel: [scores.absRel, theirs.abs_rel],
      sqRel: [scores.sqRel, theirs.sq_rel],
      rmse: [scores.rmse, theirs.rmse],
      rmseLog: [scores.rmseLog, theirs.rmse_log],
      log10: [scores.log10, theirs.log10],
      siLog: [scores.siLog, codes.zoedepth_errors.silog],
      scale: [scale, codes.marigold_affine_aligned.scale],
      shift: [shift, codes.marigold_affine_aligned.shift],
      "absRel, medians alike": [bySi.absRel, codes.unik3d.arel_si],
      "d1, medians alike": [bySi.delta[0], codes.unik3d.d1_si],
    };
    for (const [key, [ours, expected]] of Object.entries(pairs))
      expect(Math.abs(ours / expected - 1), `${key}: ${ours}, ${expected}`).toBeLessThan(2e-4);
  });
});
