/** Depth by each protocol's own rules beside that protocol's own code (golden/depth, made by it). */
import { readFileSync } from "node:fs";
import {
  type DepthProtocolName,
  depthMeans,
  depthProtocols,
  SampleMeans,
  scoreDepth,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";
import { depthGoldenFiles, depthPairs } from "./depthPairs.js";

const plane = (data: readonly number[], width = data.length) => ({
  ...{ width, height: data.length / width },
  data: Float32Array.from(data),
});
const names = Object.keys(depthProtocols) as DepthProtocolName[];

describe.skipIf(skipsWithout(...depthGoldenFiles))("beside their own code", () => {
  const { results } = JSON.parse(readFileSync(sharedPath(depthGoldenFiles[0]), "utf8"));
  const pairs = depthPairs();

  /** Their names of scores → ours. */
  const theirs: [DepthProtocolName, (codes: Record<string, never>) => Record<string, number | undefined>][] =
    [
      [
        "unik3d",
        ({ unik3d: r }: Record<string, Record<string, number>>) => ({
          ...{
            d1: r.d1,
            d2: r.d2,
            d3: r.d3,
            absRel: r.arel,
            sqRel: r.sqrel,
            rmse: r.rmse,
            rmseLog: r.rmselog,
          },
          ...{ log10: r.log10, siLog: r.silog, medianLog: r.medianlog, dAuc: r.d_auc, tau: r.tau },
          ...{ d1Si: r.d1_si, absRelSi: r.arel_si, tauSi: r.tau_si },
          ...{ d1Ssi: r.d1_ssi, absRelSsi: r.arel_ssi, tauSsi: r.tau_ssi },
        }),
      ],
      [
        "depth-anything-v2",
        ({ depth_anything_v2: r }: Record<string, Record<string, number>>) => ({
          ...{ d1: r.d1, d2: r.d2, d3: r.d3, absRel: r.abs_rel, sqRel: r.sq_rel, rmse: r.rmse },
          ...{ rmseLog: r.rmse_log, log10: r.log10, siLog: r.silog },
        }),
      ],
      [
        "metric3d",
        ({ metric3d: r }: Record<string, Record<string, number[]>>) => ({
          ...{ absRel: r.get_absrel_err[0], sqRel: r.get_sqrel_err[0], rmse: r.get_rmse_err[0] },
          ...{ log10: r.get_log10_err[0], rmseLog: r.get_rmse_log_err[0], siLog: r.get_silog_err[0] },
          ...{ d1: r.get_ratio_err[0], d2: r.get_ratio_err[1], d3: r.get_ratio_err[2] },
        }),
      ],
      [
        "marigold",
        ({ marigold_affine_aligned: r }: Record<string, Record<string, number>>) => ({
          absRel: r.abs_relative_difference,
          ...{ d1: r.delta1_acc, rmse: r.rmse_linear },
        }),
      ],
      ["moge", ({ moge: r }: Record<string, Record<string, number>>) => ({ absRel: r.rel, d1: r.delta1 })],
    ] as never;

  it.each(
    theirs.flatMap(([name, of]) => ["random", "nyu", "kitti"].map((pair) => [name, pair, of] as const)),
  )("%s on the pair %s", async (protocol, pair, of) => {
    const { range, valid, ...codes } = results[pair];
    const { prediction, truth } = (await pairs)[pair];
    const rules = { title: pair, min: range[0], max: range[1], crop: "none" as const };
    const { values, pixels, filled } = scoreDepth(prediction, truth, { protocol, rules });
    expect([pixels, filled]).toEqual([valid, 0]);
    for (const [key, expected] of Object.entries(of(codes))) {
      // Its line is fitted by sums of 200,000 numbers in float32: adding ours so, one after the other, gives theirs.
      const digits = key.endsWith("Ssi") && pair !== "random" ? 2.3 : 3.7;
      expect(values[key] / (expected as number), `${key}: ${values[key]}, ${expected}`).toBeCloseTo(
        1,
        digits,
      );
    }
  });

  it.each([
    ["nyu", "zoedepth_protocol", { min: 1e-3, max: 10, crop: "nyu-eigen" }],
    ["kitti", "zoedepth_protocol", { min: 1e-3, max: 80, crop: "garg" }],
    ["kitti", "zoedepth_protocol_eigen", { min: 1e-3, max: 80, crop: "kitti-eigen" }],
  ] as const)("zoedepth on %s, with its crop: %s", async (pair, name, rules) => {
    const { metrics: r } = results[pair][name];
    const { prediction, truth } = (await pairs)[pair];
    const { values } = scoreDepth(prediction, truth, {
      protocol: "zoedepth",
      rules: { title: pair, ...rules },
    });
    const expected = {
      ...{ d1: r.a1, d2: r.a2, d3: r.a3, absRel: r.abs_rel, sqRel: r.sq_rel, rmse: r.rmse },
      ...{ rmseLog: r.rmse_log, log10: r.log_10, siLog: r.silog },
    };
    for (const [key, value] of Object.entries(expected))
      expect(values[key] / value, `${key}: ${values[key]}, ${value}`).toBeCloseTo(1, 3.7);
  });

  it("marigold before its alignment, by its formulas on metric depth", async () => {
    const { marigold_lotus_raw: r, range } = results.nyu;
    const { prediction, truth } = (await pairs).nyu;
    // ZoeDepth's formulas are the same; inverse depth is Marigold's alone, and has no alignment of its own to undo.
    const { values } = scoreDepth(prediction, truth, {
      protocol: "zoedepth",
      rules: { title: "nyu", min: range[0], max: range[1], crop: "none" },
    });
    expect(values.siLog / r.silog_rmse).toBeCloseTo(1, 4);
    expect(values.rmseLog / r.rmse_log).toBeCloseTo(1, 4);
  });
});

describe.each(names)("%s", (protocol) => {
  const truth = plane([1, 2, 3, 4, 5, 6.5, 7, 8]);
  it("of the truth itself is perfect", () => {
    const { values } = scoreDepth(truth, truth, { protocol });
    for (const [name, value] of Object.entries(values)) {
      const isShare = /^(d\d|tau|d1S)/.test(name);
      if (name === "dAuc") expect(value).toBeCloseTo(0.998, 3);
      else expect(value, name).toBeCloseTo(isShare ? 1 : 0, 6);
    }
  });
  it("does not change with the unit, but for lengths", () => {
    const guess = plane([1.1, 1.9, 3.5, 4.2, 4.5, 6.6, 9, 8.1]);
    const times = ({ data, ...size }: typeof guess) => ({ ...size, data: data.map((metres) => 8 * metres) });
    const a = scoreDepth(guess, truth, { protocol }).values;
    const b = scoreDepth(times(guess), times(truth), { protocol }).values;
    for (const [name, value] of Object.entries(a)) {
      const power = { sqRel: 8, rmse: 8, iRmse: 1 / 8 }[name] ?? 1;
      expect(b[name], name).toBeCloseTo(power * value, 5);
    }
  });
  it("scores only where the truth is known and in range, whatever was predicted elsewhere", () => {
    const guess = plane([2, Number.NaN, 2, 2, 2]);
    const known = plane([2, Number.NaN, 0, Infinity, 20]);
    const rules = { title: "test", min: 0.1, max: 10, crop: "none" as const };
    expect(scoreDepth(guess, known, { protocol, rules }).pixels).toBe(1);
    const nothing = scoreDepth(guess, plane([0, 0, 0, 0, 0]), { protocol, rules });
    expect([nothing.samples, nothing.pixels, nothing.values]).toEqual([0, 0, {}]);
  });
  it("counts what was predicted as sky, unknown or nothing as far off, and finite", () => {
    const rules = { title: "test", min: 0.1, max: 10, crop: "none" as const };
    const guess = plane([Infinity, Number.NaN, 0, -3, 5, 6.5, 7, 8]);
    const { values, filled } = scoreDepth(guess, truth, { protocol, rules });
    if (protocol !== "zoedepth") expect(filled).toBe(4);
    for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    expect(values.d1).toBeLessThanOrEqual(0.75);
  });
});

describe("means over pictures", () => {
  const truth = plane([1, 2, 3, 4]);
  const scored = (k: number) => scoreDepth(plane([1 + k, 2, 3 + k / 2, 4.1]), truth).values;

  it("are the same in any order and by any number of machines, to the last digits", () => {
    const all = Array.from({ length: 500 }, (_, i) => scored(((i * 7919) % 101) / 13));
    const [one, other] = [depthMeans(), depthMeans()];
    for (const values of all) one.add(values);
    const parts = [0, 1, 2].map((k) => {
      const part = depthMeans();
      for (const values of all.filter((_, i) => i % 3 === k).reverse()) part.add(values);
      // As it goes over a wire.
      return SampleMeans.fromJSON(JSON.parse(JSON.stringify(part)));
    });
    for (const part of [parts[2], parts[0], parts[1]]) other.merge(part);
    expect(other.samples).toBe(500);
    for (const [name, value] of Object.entries(one.scores().values))
      expect(Math.abs((other.scores().values[name] ?? 0) - value), name).toBeLessThan(1e-14);
  });

  it("leave out pictures without truth, and say how many", () => {
    const means = depthMeans();
    means.add(scored(1));
    means.add(scoreDepth(truth, plane([0, 0, 0, 0])).values);
    expect([means.samples, means.empty]).toEqual([1, 1]);
    expect(means.scores().values).toEqual(scored(1));
  });

  it("of two protocols are not mixed", () => {
    expect(() => depthMeans({ rules: "nyu" }).merge(depthMeans({ rules: "kitti" }))).toThrow(
      "other must be of the protocol UniK3D on NYUv2 (0.005–10 m, crop nyu-eigen), but is of UniK3D on KITTI (0.05–80 m, crop garg)",
    );
  });
});

it.each([
  [{ protocol: "unik3" }, /protocol must be one of .*: write unik3d/],
  [{ rules: "nyuv2" }, /rules must be one of nyu, kitti, .*: choose one of them/],
  [{ rules: { title: "x", min: 5, max: 1, crop: "none" } }, /rules must be with 0 ≤ min < max/],
  [{ rules: { title: "x", min: 0, max: 1, crop: "gorg" } }, /rules.crop must be one of .*: write garg/],
])("refuses %j", (scoring, message) => {
  expect(() => scoreDepth(plane([1]), plane([1]), scoring as never)).toThrow(message);
  expect(() => scoreDepth(plane([1]), plane([1, 2]))).toThrow(
    /prediction must be as large as the truth, 2 × 1/,
  );
});
