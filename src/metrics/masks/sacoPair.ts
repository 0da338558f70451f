/**
 * How the detections of one noun phrase in one picture fit its truth, as SA-Co counts them (facebookresearch/sam3,
 * sam3/eval/cgf1_eval.py @99d02f28c8d3; Carion et al., "SAM 3", 2025): detections with a score of at least ½, paired by
 * the largest sum of IoUs, each pair a hit at every threshold that its IoU reaches.
 */
import { boxIou, type CocoMask, maskIou, type PixelBox } from "../../image/rle/index.js";
import { bestAssignment } from "./assignment.js";
import { IOU_THRESHOLDS } from "./iouThresholds.js";

/** IoUs at which a pair is a hit. */
export const SACO_THRESHOLDS = IOU_THRESHOLDS;
const LEAST_SCORE = 0.5;
/** Keeps empty sums from dividing by nothing; part of the protocol, for it is seen in the digits. */
const EPSILON = 1e-4;

export interface SacoDetection {
  readonly mask: CocoMask;
  /** 0 to 1 */
  readonly score: number;
}

export interface SacoTruth {
  readonly mask: CocoMask;
  /** one that stands for many is left out */
  readonly isCrowd?: boolean;
}

/** What one pair of picture and phrase adds; plain JSON. */
export interface SacoPair {
  /** whether the phrase is in the picture, and was found in it */
  readonly presence: "TP" | "FP" | "TN" | "FN";
  readonly detections: number;
  /** hits at each threshold, and how many detections and truths there are; none of all where both are empty */
  readonly hits: readonly number[];
  readonly truths: number;
}

/**
 * Matches a pair of picture and phrase.
 *
 * @param by masks, or the boxes around them
 * @throws ArgumentError for masks of different sizes, or damaged ones
 * @example matchSacoPair([{ mask, score: 0.9 }], [{ mask: truth }]).hits
 */
export function matchSacoPair(
  detections: readonly SacoDetection[],
  truths: readonly SacoTruth[],
  by: "masks" | "boxes" = "masks",
  boxOf?: (mask: CocoMask) => PixelBox,
): SacoPair {
  const found = detections.filter(({ score }) => score >= LEAST_SCORE).map(({ mask }) => mask);
  const wanted = truths.filter(({ isCrowd }) => !isCrowd).map(({ mask }) => mask);
  const presence = wanted.length > 0 ? (found.length > 0 ? "TP" : "FN") : found.length > 0 ? "FP" : "TN";
  const counts = { presence, detections: found.length, truths: wanted.length } as const;
  if (presence !== "TP") return { ...counts, hits: SACO_THRESHOLDS.map(() => 0) };
  const ious = by === "boxes" && boxOf ? boxIou(found.map(boxOf), wanted.map(boxOf)) : maskIou(found, wanted);
  const matched = bestAssignment(ious).pairs.map(([row, column]) => ious[row][column]);
  const hits = SACO_THRESHOLDS.map((threshold) => matched.filter((iou) => iou >= threshold).length);
  return { ...counts, hits };
}

/**
 * How well one pair fits alone, 0 to 1: the mean of F1 over thresholds; 1 where nothing was there and nothing was found.
 *
 * @example sacoPairF1(matchSacoPair(detections, truths))
 */
export const sacoPairF1 = (pair: SacoPair): number =>
  pair.presence === "TN" ? 1 : localF1s(pair).reduce((sum, f1) => sum + f1, 0) / SACO_THRESHOLDS.length;

/** F1 at each threshold of one pair alone. */
export const localF1s = ({ hits, detections, truths }: SacoPair): number[] =>
  hits.map((hit) => f1Of(hit / (detections + EPSILON), hit / (truths + EPSILON)));

export const f1Of = (precision: number, recall: number): number =>
  (2 * precision * recall) / (precision + recall + EPSILON);

export const shareOf = (part: number, whole: number): number => part / (whole + EPSILON);

/**
 * Of several annotators' truths of one pair the one that the detections fit best, by the mean of F1: where annotators
 * disagree nobody is wrong. One who saw nothing, where nothing was found, fits fully.
 *
 * @example bestAnnotator(annotators.map((truths) => matchSacoPair(detections, truths)))
 */
export function bestAnnotator(pairs: readonly SacoPair[]): SacoPair {
  const meanOf = (pair: SacoPair): number =>
    pair.presence === "TN" ? Infinity : localF1s(pair).reduce((sum, f1) => sum + f1, 0);
  let best = pairs[0];
  for (const pair of pairs) if (meanOf(pair) > meanOf(best)) best = pair;
  return best;
}
