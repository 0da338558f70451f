/** How the regions agree with the truth, in a picture and in numbers. */
import { REJECTED_ID } from "vision-peel/codecs";
import { type Confusion, VOID_ID } from "./state.js";

/** What a pixel is, as the agreement picture tells; the numbers are its codes. */
export const agreements = ["none", "hit", "falseAlarm", "miss", "mixedUp"] as const;
export type Agreement = (typeof agreements)[number];
/** As people read them. */
export const agreementNames: Readonly<Record<Exclude<Agreement, "none">, string>> = {
  hit: "hit",
  falseAlarm: "false alarm",
  miss: "miss",
  mixedUp: "taken for another",
};

/**
 * The code of one pixel, seen from the regions that are shown: found and true, found only, true only, or both but not
 * the same.
 *
 * @param isSeen by id; not 0 for regions that are shown
 */
export function agreementOf(predicted: number, truth: number, isSeen: ArrayLike<number>): number {
  if (truth === VOID_ID) return 0;
  const isFound = predicted !== REJECTED_ID && isSeen[predicted] !== 0;
  const isTrue = isSeen[truth] !== 0;
  if (predicted === truth) return isFound ? 1 : 0;
  if (isFound) return isTrue ? 4 : 2;
  return isTrue ? 3 : 0;
}

export const isConfusion = ({ truth, predicted }: Confusion, id: number, trueId: number): boolean =>
  id === predicted && trueId === truth;

/** Counts pixels by their code, in pieces. */
export function* countAgreements(
  ids: Uint16Array,
  truth: Uint16Array,
  isSeen: ArrayLike<number>,
): Generator<number, Uint32Array> {
  const counts = new Uint32Array(agreements.length);
  for (let start = 0; start < ids.length; start += PIECE) {
    if (start > 0) yield start / ids.length;
    const end = Math.min(ids.length, start + PIECE);
    for (let i = start; i < end; i++) counts[agreementOf(ids[i], truth[i], isSeen)]++;
  }
  return counts;
}

/** Pixels looked at between two breaths: some 10 ms. */
export const PIECE = 2 ** 19;
