/** MoGe's alignments: against all candidates, and against numbers of its own code. */
import { type DepthProtocolName, scoreDepth } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { lineByL1, scaleByL1, type WeightedPairs } from "../../src/metrics/depth/weightedL1.js";
import { skipsWithout } from "../support/sharedData.js";
import { depthGoldenFiles, depthPairs } from "./depthPairs.js";

function pairs(seed: number, count: number): WeightedPairs {
  let state = seed;
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const x = Float64Array.from({ length: count }, () => 1 + 9 * random());
  const y = x.map((one) => Math.max(0.1, 0.7 * one + 1 + (random() < 0.2 ? 8 * random() : random())));
  return { x, y, weight: y.map((one) => 1 / one) };
}
const lossOf = ({ x, y, weight }: WeightedPairs, scale: number, shift: number): number =>
  x.reduce((sum, one, i) => sum + weight[i] * Math.abs(scale * one + shift - y[i]), 0);

describe.each([1, 2, 3, 4, 5])("weighted absolute differences, pairs %d", (seed) => {
  const given = pairs(seed, 57);
  const { x, y } = given;
  it("are least at the scale, of all ratios", () => {
    const least = Math.min(...x.map((one, i) => lossOf(given, y[i] / one, 0)));
    expect(lossOf(given, scaleByL1(given), 0)).toBeCloseTo(least, 9);
  });
  it("are least at the line, of all lines through two pairs", () => {
    let least = Infinity;
    for (let i = 0; i < x.length; i++)
      for (let j = 0; j < i; j++) {
        const scale = (y[i] - y[j]) / (x[i] - x[j]);
        least = Math.min(least, lossOf(given, scale, y[i] - scale * x[i]));
      }
    const { scale, shift } = lineByL1(given);
    expect(lossOf(given, scale, shift)).toBeCloseTo(least, 9);
  });
});

/**
 * What MoGe's alignment.py (@07444410f1e3) and utils3d's masked_nearest_resize (@3fab839f0be9) gave under torch 1.13 on
 * the golden pairs; errors in float64.
 */
const theirs = {
  nyu: {
    "moge-scale": { absRel: 0.026001547919, d1: 0.996973087364 },
    "moge-affine": { absRel: 0.025722902824, d1: 0.997103183896 },
    "moge-disparity": { absRel: 0.027003101031, d1: 0.996938394956 },
  },
  kitti: {
    "moge-scale": { absRel: 0.333802397955, d1: 0.436775865838 },
    "moge-affine": { absRel: 0.22236436762, d1: 0.726616907654 },
    "moge-disparity": { absRel: 0.136312562952, d1: 0.789898295901 },
  },
} as const;

describe.skipIf(skipsWithout(...depthGoldenFiles))("beside MoGe's own code", () => {
  it.each(
    (["nyu", "kitti"] as const).flatMap((pair) =>
      (Object.keys(theirs[pair]) as (keyof typeof theirs.nyu)[]).map((name) => [pair, name] as const),
    ),
  )("on %s: %s", async (pair, name) => {
    const { prediction, truth } = (await depthPairs())[pair];
    const [min, max] = pair === "nyu" ? [0.005, 10] : [0.05, 80];
    const protocol: DepthProtocolName = name;
    const { values } = scoreDepth(prediction, truth, {
      ...{ protocol, rules: { title: pair, min, max, crop: "none" } },
    });
    expect(values.absRel / theirs[pair][name].absRel).toBeCloseTo(1, 5);
    expect(values.d1).toBeCloseTo(theirs[pair][name].d1, 4);
  });
});
