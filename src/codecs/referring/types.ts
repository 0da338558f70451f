import type { ColourInput } from "../../color/notation.js";
import type { BinaryMask, PixelBox } from "../../image/rle/types.js";
import type { Provenance, Rgb } from "../../image/types.js";
import type { DialectChoice } from "../dialects/types.js";
import type { DecodedLabels } from "../semantic/decode.js";

/** What one expression refers to. It is a `BinaryMask`, so that `encodeMask` and `maskIou` take it. */
export interface ReferredMask extends BinaryMask {
  /** its id in `labels` */
  readonly id: number;
  /** the expression: "the man in pink t shirt" */
  readonly name: string;
  readonly colour: Rgb;
  /** 1 inside, else 0; row by row */
  readonly data: Uint8Array;
  /** pixels; 0 where the picture shows nothing of it */
  readonly area: number;
  /** the smallest box around it; [0, 0, 0, 0] for an empty one */
  readonly box: PixelBox;
  /**
   * per pixel how far it speaks for this expression, 0 to 1: the distance to the nearest other colour over
   * the sum of both distances. 1 is its very colour, 0.5 as far from both. Only where asked for.
   */
  readonly score?: Float32Array;
}

/** All expressions of one picture. */
export interface DecodedReferring {
  readonly width: number;
  readonly height: number;
  /** one mask per expression, in the order in which they were given */
  readonly masks: readonly ReferredMask[];
  /** every pixel's expression; 0 is background, or nothing where no background was meant */
  readonly labels: DecodedLabels;
  /** distance of each pixel to the nearest colour, levels */
  readonly residual: Float32Array;
  /** how much farther the next colour is, levels; 0 is a tie, which the first expression wins */
  readonly margin: Float32Array;
  /** pixels as far from two colours: their mask is a matter of order */
  readonly ties: number;
  readonly provenance: Provenance;
}

/** Options of `decodeReferring`. */
export interface DecodeReferringOptions extends DialectChoice {
  /** what is painted beside the expressions, unless they name a "background"; default black; null: nothing is */
  readonly background?: ColourInput | null;
  /** pixels farther than this from every colour belong to no expression, levels; default Infinity */
  readonly maxResidual?: number;
  /**
   * Overlap: expressions that others lie within. A picture shows the inner one only, so its pixels are
   * given to the outer one, too: { "the man": ["his hat"] }
   */
  readonly contains?: Readonly<Record<string, readonly string[]>>;
  /** whether each mask gets its soft score plane; default false */
  readonly scores?: boolean;
}

/** A mask with its expression and its colour. */
export interface MaskToPaint extends BinaryMask {
  readonly name: string;
  readonly colour: ColourInput;
}

/** Options of `encodeReferring`. */
export interface EncodeReferringOptions {
  /** what is painted beside the masks; default black */
  readonly background?: ColourInput;
  /**
   * Overlap: which mask a pixel of several shows. "smallest" (default) keeps the parts of things visible,
   * "last" and "first" go by order, "refuse" throws.
   */
  readonly overlap?: "smallest" | "last" | "first" | "refuse";
}
