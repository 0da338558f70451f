/** Errors of depth, beside the truth, as numbers and as colours. */
import { wordOf } from "../../shared/draw/words.js";
import type { DepthErrorUnit } from "../state.js";
import { isDrawable } from "./pictures.js";

export interface DepthErrors {
  /** signed: below 0 is too near; NaN where there is none */
  at(place: number): number;
  /** errors beyond this are drawn alike */
  readonly most: number;
}

/** (decoded − true), in metres or as a share of the true depth; NaN where either has no surface. */
export function errorOf(metres: number, truth: number, unit: DepthErrorUnit): number {
  if (!isDrawable(metres) || !isDrawable(truth) || truth === 0) return Number.NaN;
  const error = metres - truth;
  return unit === "relative" ? error / truth : error;
}

/**
 * The errors of a picture, each taken when it is looked at: a screen shows a part of them.
 *
 * @param metres as they are compared: aligned, where they are
 */
export function errorsOf(metres: Float32Array, truth: Float32Array, unit: DepthErrorUnit): DepthErrors {
  const at = (place: number): number => errorOf(metres[place], truth[place], unit);
  return { at, most: unit === "relative" ? 0.5 : mostOf(at, metres.length) };
}

/** A round number that most errors are below: 1, 2 or 5 times a power of ten. */
function mostOf(at: (place: number) => number, length: number): number {
  const stride = Math.max(1, length >> 15);
  const seen: number[] = [];
  for (let i = 0; i < length; i += stride) {
    const error = Math.abs(at(i));
    if (!Number.isNaN(error)) seen.push(error);
  }
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
