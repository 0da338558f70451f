import { ArgumentError, describeValue } from "../../errors.js";
import type { CocoMask, RunLengths } from "./types.js";

// The text form of cocodataset/cocoapi (common/maskApi.h): each number is cut into groups of five bits,
// lowest first; bit 5 says that more follow, bit 4 of the last is the sign; 48 is added to make a letter.
// From the fourth on, a number is the difference to the one two before it.
const MORE = 0x20;
const SIGN = 0x10;
const FIRST_LETTER = 48;

/**
 * The run lengths as COCO's text.
 *
 * @example compressCounts([6, 1, 40]) // "61X1"
 */
export function compressCounts(counts: readonly number[]): string {
  let text = "";
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - counts[i - 2] : count;
    for (let more = true; more; ) {
      const group = rest & 0x1f;
      rest >>= 5;
      more = group & SIGN ? rest !== -1 : rest !== 0;
      text += String.fromCharCode(FIRST_LETTER + (more ? group | MORE : group));
    }
  });
  return text;
}

/**
 * COCO's text as run lengths.
 *
 * @throws ArgumentError for a letter that is none of the code's, or a text that breaks off
 */
export function expandCounts(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = 0;
    let shift = 0;
    for (let more = true; more; at++, shift += 5) {
      const letter = text.charCodeAt(at) - FIRST_LETTER;
      if (!(letter >= 0 && letter < 64) || shift > 30) throw badText(text, at);
      value |= (letter & 0x1f) << shift;
      more = (letter & MORE) !== 0;
      if (!more && letter & SIGN && shift < 30) value |= -1 << (shift + 5);
    }
    counts.push(counts.length > 2 ? value + counts[counts.length - 2] : value);
  }
  return counts;
}

function badText(text: string, at: number): ArgumentError {
  return new ArgumentError({
    argument: "counts",
    expected: "a mask in COCO's text form",
    got: at >= text.length ? "text that breaks off" : `text with ${describeValue(text[at])} at place ${at}`,
    remedy: "give the counts of a COCO file unchanged",
  });
}

/**
 * Either form as run lengths that have been checked against their size.
 *
 * @throws ArgumentError if counts are negative or do not fill the size
 */
export function runLengthsOf(mask: CocoMask, argument = "mask"): RunLengths {
  const { size, counts: given } = (mask ?? {}) as Partial<CocoMask>;
  const [height, width] = size ?? [];
  const counts = typeof given === "string" ? expandCounts(given) : given;
  const sizes = [height, width];
  const isWhole = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  if (!Array.isArray(counts) || sizes.length !== 2 || !sizes.every(isWhole)) {
    throw new ArgumentError({
      argument,
      expected: "a COCO mask { size: [height, width], counts }",
      got: describeValue(mask),
      remedy: "counts are a text or an array of run lengths",
    });
  }
  const total = counts.reduce((sum, count) => sum + (isWhole(count) ? count : Number.NaN), 0);
  const pixels = Number(height) * Number(width);
  if (total !== pixels) {
    throw new ArgumentError({
      argument: `${argument}.counts`,
      expected: `whole numbers that sum to ${height} × ${width} = ${pixels} pixels`,
      got: Number.isNaN(total) ? "with a number that is negative or not whole" : `a sum of ${total}`,
      remedy: "check that size is [height, width]",
    });
  }
  return { size: [Number(height), Number(width)], counts };
}
