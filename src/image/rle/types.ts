/**
 * A mask as COCO writes it without compression: lengths of runs of 0 and 1 in turns, beginning with 0,
 * column by column from the top left.
 */
export interface RunLengths {
  /** height, width */
  readonly size: readonly [number, number];
  readonly counts: readonly number[];
}

/** A mask as COCO files hold it: the run lengths as printable text. */
export interface CompressedRunLengths {
  readonly size: readonly [number, number];
  readonly counts: string;
}

export type CocoMask = RunLengths | CompressedRunLengths;

/** A mask of width · height values, 0 or not, row by row from the top left. */
export interface BinaryMask {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** x, y of the top left corner, width, height, in pixels. */
export type PixelBox = readonly [x: number, y: number, width: number, height: number];
