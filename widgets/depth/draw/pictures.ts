import type { DepthTables } from "vision-peel/codecs";

/** The pictures of one view; all of one size. */
export interface DepthPictures {
  readonly width: number;
  readonly height: number;
  readonly metres: Float32Array;
  readonly painted?: Uint8Array | undefined;
  readonly photo?: Uint8Array | undefined;
  /** levels that each painted pixel lies off the code */
  readonly residual?: Float32Array | undefined;
  /** metres as they were measured */
  readonly truth?: Float32Array | undefined;
  readonly tables: DepthTables;
}

/** Whether a depth can be drawn in a colour: neither the sky nor unknown. */
export const isDrawable = (metres: number): boolean => metres >= 0 && metres < Infinity;
