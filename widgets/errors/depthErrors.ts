import type { DepthMap } from "vision-peel/image";
import {
  type DepthProtocolName,
  type DepthRules,
  type DepthRulesName,
  scoreDepth,
} from "vision-peel/metrics";
import { errorOf } from "../depth/draw/errors.js";
import type { Layer } from "../layers/source.js";
import { metresText } from "../shared/metresText.js";
import { type Measured, percent, usualMost, worstBlocks } from "./measured.js";
import type { ScoreTable } from "./state.js";

export interface DepthMeasuring {
  /** whose definitions; default: those that differ under the same names, side by side */
  readonly protocols?: readonly DepthProtocolName[];
  /** whose caps and crop; default: all of the picture */
  readonly rules?: DepthRulesName | DepthRules;
}

/** Protocols that have the same names for other numbers. */
const USUAL: readonly DepthProtocolName[] = [
  "unik3d",
  "zoedepth",
  "depth-anything-v2",
  "metric3d",
  "marigold",
];

const columns = [
  ["δ₁", "d1", percent],
  ["AbsRel", "absRel", percent],
  ["RMSE", "rmse", (metres: number) => (Number.isFinite(metres) ? metresText(metres) : "–")],
  ["log₁₀", "log10", (value: number) => (Number.isFinite(value) ? value.toFixed(4) : "–")],
  ["SILog", "siLog", (value: number) => (Number.isFinite(value) ? value.toFixed(3) : "–")],
] as const;

/** Depth beside the truth: signed errors in metres, and its scores by several protocols. */
export function measureDepth(depth: DepthMap, truth: DepthMap, how: DepthMeasuring = {}): Measured {
  const { width, height } = truth;
  const data = Float32Array.from(truth.data, (metres, i) => errorOf(depth.data[i], metres, "metres"));
  const most = usualMost(data);
  const scale = { colours: "signed", most, unit: "m", decimals: most < 1 ? 3 : 2 } as const;
  const error: Layer = { state: { kind: "values", title: "error", width, height, scale }, data };
  const inWords = (mean: number): string =>
    `${metresText(Math.abs(mean))} too ${mean < 0 ? "near" : "far"} on average`;
  return {
    prediction: { state: { kind: "depth", title: "prediction", width, height }, data: depth.data },
    truth: { state: { kind: "depth", title: "truth", width, height }, data: truth.data },
    error,
    tables: [tableOf(depth, truth, how)],
    worst: worstBlocks(error, inWords),
  };
}

function tableOf(
  depth: DepthMap,
  truth: DepthMap,
  { protocols = USUAL, rules = "any" }: DepthMeasuring,
): ScoreTable {
  const scored = protocols.map((protocol) => scoreDepth(depth, truth, { protocol, rules }));
  return {
    title: "Depth, by protocol",
    head: ["protocol", ...columns.map(([title]) => title), "pixels", "filled"],
    rows: scored.map(({ protocol, values, pixels, filled }) => [
      protocol,
      ...columns.map(([, key, text]) => text(values[key] ?? Number.NaN)),
      String(pixels),
      String(filled),
    ]),
  };
}
