import { ArgumentError, describeValue } from "../../errors.js";
import { checkPlane, checkSize } from "../checks.js";
import { findContacts } from "./contacts.js";
import { fillHoles } from "./fillHoles.js";
import { mergeSmall } from "./mergeSmall.js";
import { findPieces, paintPieces } from "./pieces.js";
import { smoothIds } from "./smoothIds.js";

/** What of an id picture is cleaned up; each step is left out by default. */
export interface CleanUp {
  /** radius of a majority filter, pixels, at most 10 */
  readonly smooth?: number;
  /** what one piece encloses is filled up to this many pixels */
  readonly maxHole?: number;
  /** pieces under this many pixels go to the neighbour that they have most border with */
  readonly minArea?: number;
  /** an id that small pieces do not go to while there is another neighbour, as that of rejected pixels */
  readonly unknownId?: number;
}

/** The largest radius of the majority filter: 441 pixels a square. */
export const MOST_SMOOTH = 10;

/**
 * Cleans a picture of ids up: smooths it, fills holes, gives small pieces away, in this order. Pieces are of pixels that
 * touch by sides. Runs in Node and in the page.
 *
 * @returns new ids, row by row; the given ones stay as they are
 * @throws ArgumentError if sizes do not fit or an option is no whole number from 0
 * @example new LabelMap({ ...labels, data: cleanUpIds(labels, { minArea: 40, maxHole: 100 }) })
 */
export function cleanUpIds(
  { width, height, data }: { width: number; height: number; data: Uint16Array },
  { smooth = 0, maxHole = 0, minArea = 0, unknownId }: CleanUp,
): Uint16Array {
  checkSize("labels", width, height);
  checkPlane("labels.data", data, Uint16Array, width * height);
  checkCount("smooth", smooth, MOST_SMOOTH);
  checkCount("maxHole", maxHole, width * height);
  checkCount("minArea", minArea, Infinity);
  let ids = smooth > 0 ? smoothIds({ width, height, data }, smooth) : data.slice();
  if (maxHole > 0) {
    const pieces = findPieces({ width, height, data: ids }, false);
    ids = paintPieces(pieces, fillHoles(pieces, findContacts(pieces), maxHole));
  }
  if (minArea > 1) {
    const pieces = findPieces({ width, height, data: ids }, false);
    ids = paintPieces(pieces, mergeSmall(pieces, findContacts(pieces), minArea, unknownId));
  }
  return ids;
}

function checkCount(argument: string, value: unknown, most: number): void {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most) return;
  throw new ArgumentError({
    argument,
    expected: `a whole number of pixels from 0${most < Infinity ? ` to ${most}` : ""}`,
    got: describeValue(value),
    remedy: "leave it out, or pass 0, to leave the ids as they are",
  });
}
