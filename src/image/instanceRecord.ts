import type { PixelBox } from "./rle/types.js";

/** What is known of one instance. */
export interface InstanceRecord {
  /** its id in the map's data, from 1 */
  readonly id: number;
  /** pixels */
  readonly area: number;
  /** the smallest box around it: x, y of the top left pixel, width, height, in pixels */
  readonly box: PixelBox;
  /** mean place of its pixels' centres, in pixels; the top left pixel's centre is 0, 0 */
  readonly centroid: readonly [x: number, y: number];
  /** mean colour it was painted in, levels; left out where no picture is known */
  readonly colour?: readonly [r: number, g: number, b: number];
  /** root mean square distance of its pixels to that colour, levels */
  readonly colourSpread?: number;
  /** pieces, where pixels touch by sides or corners */
  readonly parts: number;
  /** enclosed gaps that are not part of it, where pixels touch by sides */
  readonly holes: number;
}
