/** Errors of depth, beside the truth, as numbers and as colours. */
import { alignDepth, type DepthAligner } from "vision-peel/metrics";
import { wordOf } from "../../shared/draw/words.js";
import type { DepthAlignmentName, DepthErrorUnit } from "../state.js";
import { isDrawable } from "./pictures.js";

/** How errors are taken. */
export interface ErrorOptions {
  readonly alignment: DepthAlignmentName;
  readonly errorUnit: DepthErrorUnit;
}

export interface DepthErrors extends DepthAligner {
  /** signed: below 0 is too near; NaN where there is none */
  readonly values: Float32Array;
  /** errors beyond this are drawn alike */
  readonly most: number;
}

/** (decoded − true), in metres or as a share of the true depth; NaN where either has no surface. */
export function errorOf(
  metres: number,
  truth: number,
  { scale, shift }: DepthAligner,
  unit: DepthErrorUnit,
): number {
  if (!isDrawable(metres) || !isDrawable(truth) || truth === 0) return Number.NaN;
  const error = scale * metres + shift - truth;
  return unit === "relative" ? error / truth : error;
}

/** The errors of all pixels. */
export function errorsOf(
  metres: Float32Array,
  truth: Float32Array,
  { alignment, errorUnit }: ErrorOptions,
): DepthErrors {
  const aligner = alignDepth(metres, truth, alignment);
  const values = metres.map((depth, i) => errorOf(depth, truth[i], aligner, errorUnit));
  return { ...aligner, values, most: errorUnit === "relative" ? 0.5 : mostOf(values) };
}

/** A round number that most errors are below: 1, 2 or 5 times a power of ten. */
function mostOf(errors: Float32Array): number {
  const stride = Math.max(1, errors.length >> 15);
  const seen: number[] = [];
  for (let i = 0; i < errors.length; i += stride)
    if (!Number.isNaN(errors[i])) seen.push(Math.abs(errors[i]));
  const usual = seen.sort((a, b) => a - b)[Math.floor(0.98 * seen.length)] ?? 0;
  if (!(usual > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(usual));
  return power * ([1, 2, 5, 10].find((round) => round * power >= usual) ?? 10);
}

/** White is right, blue is too near, orange too far. */
export function errorWord(share: number): number {
  const t = Math.min(1, Math.abs(share));
  // Square roots, so that small errors are seen.
  const s = Math.sqrt(t);
  const [r, g, b] = share < 0 ? [33, 102, 208] : [214, 96, 20];
  const blend = (end: number): number => Math.round(250 + s * (end - 250));
  return wordOf(blend(r), blend(g), blend(b));
}
