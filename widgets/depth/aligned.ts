/** Depth that is brought to the truth by a scale and a shift. */
import { type DepthAligner, finish } from "vision-peel/metrics";
import { metresNumber } from "../shared/metresText.js";
import type { DepthAlignmentName } from "./state.js";

/** What changes nothing. */
export const notAligned: DepthAligner = Object.freeze({ scale: 1, shift: 0 });

/** Metres · scale + shift; the sky stays where it is, and a shift may bring some behind the camera, below 0. */
export const alignMetres = (metres: Float32Array, aligner: DepthAligner): Float32Array =>
  finish(alignMetresInPieces(metres, aligner));

/** Pixels between two breaths: some 5 ms. */
const PIECE = 2 ** 20;

/** The same in pieces; yields the share that is done. */
export function* alignMetresInPieces(
  metres: Float32Array,
  { scale, shift }: DepthAligner,
): Generator<number, Float32Array> {
  if (scale === 1 && shift === 0) return metres;
  const aligned = new Float32Array(metres.length);
  for (let start = 0; start < metres.length; start += PIECE) {
    if (start > 0) yield start / metres.length;
    const end = Math.min(metres.length, start + PIECE);
    for (let i = start; i < end; i++)
      aligned[i] = metres[i] === Infinity ? Infinity : scale * metres[i] + shift;
  }
  return aligned;
}

/** "depth × 1.0321 − 0.120 m"; nothing where depth is as it was decoded. */
export function alignerText({ scale, shift }: DepthAligner, alignment: DepthAlignmentName): string {
  if (alignment === "none") return "";
  const moved =
    alignment === "scale-shift" ? ` ${shift < 0 ? "−" : "+"} ${Math.abs(shift).toFixed(3)} m` : "";
  return `depth × ${scale.toFixed(4)}${moved}`;
}

/** Depth that may lie behind the camera: "−0.120". */
export const signedMetres = (metres: number): string =>
  `${metres < 0 ? "−" : ""}${metresNumber(Math.abs(metres))}`;
