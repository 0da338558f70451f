import { nearestName } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { ProtocolScores } from "../sums/protocolScores.js";
import { SampleMeans } from "../sums/sampleMeans.js";
import { crops } from "./crops.js";
import { type Plane, pairsOf } from "./pairs.js";
import { type DepthProtocol, type DepthProtocolName, depthProtocols } from "./protocols.js";
import { type DepthRules, type DepthRulesName, depthRules } from "./rules.js";

export interface DepthScoring {
  /** whose definitions; default `unik3d`, Vision Banana's main rival */
  readonly protocol?: DepthProtocolName;
  /** whose caps and crop; default `any`: all of the picture, all depths above 0 */
  readonly rules?: DepthRulesName | DepthRules;
}

/** Depth's scores, with how many pixels they are of. */
export interface DepthProtocolScores extends ProtocolScores {
  /** pixels that count */
  readonly pixels: number;
  /** of these, where nothing usable was predicted: they count as far off as the rules allow */
  readonly filled: number;
}

/**
 * Scores predicted depth by a named protocol. One picture is one sample; protocols mean the scores of pictures.
 *
 * @param prediction metres along the optical axis, on the truth's grid; +Infinity is the sky, NaN unknown
 * @param truth metres; NaN, 0 and Infinity do not count
 * @throws ArgumentError for sizes that differ, or a protocol or rules that there are not
 * @example
 * const { protocol, values } = scoreDepth(depth, truth, { protocol: "zoedepth", rules: "nyu" });
 * console.log(protocol, values.absRel);
 */
export function scoreDepth(prediction: Plane, truth: Plane, scoring: DepthScoring = {}): DepthProtocolScores {
  const { protocol, rules } = chosen(scoring);
  checkSizes(prediction, truth);
  const pairs = pairsOf(prediction, truth, rules, protocol.pixels);
  const pixels = pairs.true.length;
  // Nothing to be scored: no number at all, rather than one that is none.
  const values = pixels > 0 ? protocol.score(pairs, rules) : {};
  return {
    protocol: nameOf(protocol, rules),
    samples: pixels > 0 ? 1 : 0,
    pixels,
    filled: pairs.filled,
    values,
  };
}

/**
 * Means over pictures by a protocol, to be added to with `means.add(scoreDepth(…).values)`.
 *
 * @example const means = depthMeans({ protocol: "unik3d", rules: "kitti" });
 */
export function depthMeans(scoring: DepthScoring = {}): SampleMeans {
  const { protocol, rules } = chosen(scoring);
  return new SampleMeans(nameOf(protocol, rules));
}

/** "UniK3D on NYUv2 (0.005–10 m, crop nyu-eigen)". */
function nameOf({ title }: DepthProtocol, { title: data, min, max, crop }: DepthRules): string {
  const end = max === Infinity ? "∞" : max;
  return `${title} on ${data} (${min}–${end} m${crop === "none" ? "" : `, crop ${crop}`})`;
}

function chosen({ protocol = "unik3d", rules = "any" }: DepthScoring): {
  protocol: DepthProtocol;
  rules: DepthRules;
} {
  const found = Object.hasOwn(depthProtocols, protocol) ? depthProtocols[protocol] : undefined;
  if (!found) throw unknown("protocol", protocol, Object.keys(depthProtocols));
  if (typeof rules !== "string") return { protocol: found, rules: checked(rules) };
  if (!Object.hasOwn(depthRules, rules)) throw unknown("rules", rules, Object.keys(depthRules));
  return { protocol: found, rules: depthRules[rules] };
}

function checked(rules: DepthRules): DepthRules {
  const { min, max, crop } = rules;
  if (!(min >= 0 && max > min)) {
    throw new ArgumentError({
      ...{ argument: "rules", expected: "with 0 ≤ min < max, in metres", got: `with ${min} and ${max}` },
      remedy: "give both in metres",
    });
  }
  if (!Object.hasOwn(crops, crop)) throw unknown("rules.crop", crop, Object.keys(crops));
  return rules;
}

function unknown(argument: string, got: unknown, names: readonly string[]): ArgumentError {
  const near = nearestName(String(got), names);
  return new ArgumentError({
    ...{ argument, expected: `one of ${names.join(", ")}`, got: describeValue(got) },
    remedy: near ? `write ${near}` : "choose one of them",
  });
}

function checkSizes(prediction: Plane, truth: Plane): void {
  if (prediction.width === truth.width && prediction.height === truth.height) return;
  throw new ArgumentError({
    argument: "prediction",
    expected: `as large as the truth, ${truth.width} × ${truth.height}`,
    got: `${prediction.width} × ${prediction.height}`,
    remedy: "bring it to the truth's grid first: alignToSource where it was painted, else resample",
  });
}
