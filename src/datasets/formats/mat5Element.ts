import { unreadable } from "../../image/formats/raster.js";
import type { MatBudget } from "./matArray.js";

/** What reading needs to know of a file. */
export interface MatSource {
  readonly name: string;
  readonly budget: MatBudget;
  readonly little: boolean;
  readonly wanted?: readonly string[];
}

/** One element of a level 5 file: its type, its bytes, where it ends, and where the next begins. */
export interface MatElement {
  readonly type: number;
  readonly content: Uint8Array;
  readonly end: number;
  readonly next: number;
}

/**
 * The element that begins at a place: type and length in eight bytes, then the content, padded to eight bytes; or
 * everything in eight bytes, where the upper half of the type is the length.
 *
 * @throws UnreadableError if it goes beyond the end
 */
export function elementAt(
  bytes: Uint8Array,
  at: number,
  { name, little }: Pick<MatSource, "name" | "little">,
): MatElement {
  if (at + 8 > bytes.length) throw unreadable(name, "a whole .mat file", "broken off");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint32(at, little);
  const smallLength = first >>> 16;
  if (smallLength > 4) throw unreadable(name, "a whole .mat file", "corrupt");
  const start = smallLength ? at + 4 : at + 8;
  const end = start + (smallLength || view.getUint32(at + 4, little));
  if (end > bytes.length) throw unreadable(name, "a whole .mat file", "broken off");
  const type = smallLength ? first & 0xffff : first;
  const next = smallLength ? at + 8 : at + 8 * Math.ceil((end - at) / 8);
  return { type, content: bytes.subarray(start, end), end, next: Math.min(next, bytes.length) };
}
