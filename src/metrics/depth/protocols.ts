/**
 * Whose rules depth is scored by. Seven repositories give seven numbers under the same names; each is written down here
 * as its code has it, with the commit that it was checked against (test/metrics/depthProtocols.test.ts).
 */
import {
  affineAligned,
  affineByMoge,
  disparityAligned,
  disparityByMoge,
  scaledAndShiftedRobustly,
  scaledByLowerMedians,
  scaledByMedians,
  scaledByMoge,
} from "./alignments.js";
import { deltaAreaOf, lowerMedian, type Moments, momentsOf, type Pairs, siLogOf, tauOf } from "./formulas.js";
import type { PairRule } from "./pairs.js";
import type { DepthRules } from "./rules.js";

export interface DepthProtocol {
  /** how people call it */
  readonly title: string;
  /** where its code stands */
  readonly source: string;
  readonly pixels: PairRule;
  /** what is done to the prediction before it is compared, in words; absent: nothing */
  readonly alignment?: string;
  /** the scores of one picture's pixels, of which there is one at least */
  readonly score: (pairs: Pairs, rules: DepthRules) => Record<string, number>;
}

const strict: PairRule = { isInclusive: false, isClamped: false };

/** What all but Metric3D and MoGe share. `rmseLog` is of natural logarithms. */
const common = ({ absRel, sqRel, square, logSquare, logSize, delta }: Moments): Record<string, number> => ({
  ...{ d1: delta[0], d2: delta[1], d3: delta[2], absRel, sqRel, rmse: Math.sqrt(square) },
  ...{ rmseLog: Math.sqrt(logSquare), log10: logSize / Math.LN10 },
});

function metric3d(pairs: Pairs): Record<string, number> {
  const moments = momentsOf(pairs);
  const scores = common(moments);
  return { ...scores, rmseLog: scores.rmseLog / Math.LN10, siLog: siLogOf(moments, 1) / Math.LN10 };
}

const marigold = (pairs: Pairs): Record<string, number> => {
  const moments = momentsOf(pairs);
  return { ...common(moments), iRmse: Math.sqrt(moments.inverseSquare), siLog: 100 * siLogOf(moments, 1) };
};

/** A depth below 0 counts as within δ1, as it does there: alignment may give such. */
function moge(pairs: Pairs): Record<string, number> {
  const { absRel, delta } = momentsOf(pairs);
  return { d1: delta[0], absRel };
}

const mogeSource = "microsoft/MoGe moge/test/metrics.py, moge/utils/alignment.py @07444410f1e3";
const marigoldSource =
  "prs-eth/Marigold; EnVision-Research/Lotus evaluation/util/{metric,alignment}.py @b737e12238d2";

export const depthProtocols = Object.freeze({
  /** SILog is 100 · the standard deviation with n − 1; three extra scores; each once more after medians and a line. */
  unik3d: {
    title: "UniK3D",
    source: "lpiccinelli-eth/UniK3D unik3d/utils/evaluation_depth.py @29f7862f3c3e",
    pixels: strict,
    score(pairs) {
      const moments = momentsOf(pairs);
      const n = moments.pixels;
      const logs = pairs.predicted.map((d, i) => Math.log(d / pairs.true[i]));
      const si = scaledByLowerMedians(pairs);
      const ssi = scaledAndShiftedRobustly(pairs);
      const [ofSi, ofSsi] = [momentsOf(si), momentsOf(ssi)];
      return {
        ...common(moments),
        siLog: n > 1 ? 100 * siLogOf(moments, 1) * Math.sqrt(n / (n - 1)) : 0,
        ...{ medianLog: 100 * Math.abs(lowerMedian(logs)), dAuc: deltaAreaOf(pairs), tau: tauOf(pairs) },
        ...{ d1Si: ofSi.delta[0], absRelSi: ofSi.absRel, tauSi: tauOf(si) },
        ...{ d1Ssi: ofSsi.delta[0], absRelSsi: ofSsi.absRel, tauSsi: tauOf(ssi) },
      };
    },
  },
  /** Predictions are brought into the range first; what is infinite is its end, what is unknown its begin. */
  zoedepth: {
    title: "ZoeDepth",
    source: "isl-org/ZoeDepth zoedepth/utils/misc.py @d87f17b2f5fd",
    pixels: { isInclusive: false, isClamped: true },
    score(pairs) {
      const moments = momentsOf(pairs);
      return { ...common(moments), siLog: 100 * siLogOf(moments, 1) };
    },
  },
  /** SILog has the weight ½ and no factor; the limits count themselves. */
  "depth-anything-v2": {
    title: "Depth Anything V2",
    source: "DepthAnything/Depth-Anything-V2 metric_depth/util/metric.py @a561b849ebae",
    pixels: { isInclusive: true, isClamped: false },
    score(pairs) {
      const moments = momentsOf(pairs);
      return { ...common(moments), siLog: siLogOf(moments, 0.5) };
    },
  },
  /** All logarithms are decimal ones, those of RMSElog and SILog, too. */
  metric3d: {
    title: "Metric3D",
    source: "YvanYin/Metric3D mono/utils/avg_meter.py @eb5b6fac0dc1",
    pixels: strict,
    score: metric3d,
  },
  /** The same after the medians are made equal. */
  "metric3d-median": {
    title: "Metric3D, medians alike",
    source: "YvanYin/Metric3D mono/utils/avg_meter.py @eb5b6fac0dc1",
    pixels: strict,
    alignment: "the ratio of the medians",
    score: (pairs) => metric3d(scaledByMedians(pairs)),
  },
  /** No metres are asked of the model: scale and shift are fitted to the truth. */
  marigold: {
    title: "Marigold and Lotus",
    source: marigoldSource,
    pixels: strict,
    alignment: "the best scale and shift of depth, then the range",
    score: (pairs, { min, max }) => marigold(affineAligned(pairs, Math.max(min, 1e-6), max)),
  },
  /** The same, fitted to inverse depth. */
  "marigold-disparity": {
    title: "Marigold and Lotus, by disparity",
    source: marigoldSource,
    pixels: strict,
    alignment: "the best scale and shift of inverse depth, then the range",
    score: (pairs, { min, max }) => marigold(disparityAligned(pairs, Math.max(min, 1e-6), max)),
  },
  /** Two scores only; metric depth as it is. */
  moge: { title: "MoGe", source: mogeSource, pixels: strict, score: moge },
  /** Fitted to 64 × 64 pixels by the least sum of absolute relative differences. */
  "moge-scale": {
    title: "MoGe, up to scale",
    source: mogeSource,
    pixels: { ...strict, hasGrid: true },
    alignment: "the scale of least absolute relative differences",
    score: (pairs) => moge(scaledByMoge(pairs)),
  },
  "moge-affine": {
    title: "MoGe, up to scale and shift",
    source: mogeSource,
    pixels: { ...strict, hasGrid: true },
    alignment: "the scale and shift of least absolute relative differences",
    score: (pairs) => moge(affineByMoge(pairs)),
  },
  /** Fitted to the inverse of all pixels by squares. */
  "moge-disparity": {
    title: "MoGe, by disparity",
    source: mogeSource,
    pixels: strict,
    alignment: "the best scale and shift of inverse depth, up to the farthest true depth",
    score: (pairs) => moge(disparityByMoge(pairs)),
  },
} as const satisfies Record<string, DepthProtocol>);

export type DepthProtocolName = keyof typeof depthProtocols;
