/** What the states of all views are made of. */

/** A pixel: x to the right, y down, both from 0. */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** A plane of numbers, as it is made (a typed array) or as it arrives in the page (a view on a message). */
export type Binary = ArrayBufferView | ArrayBuffer;
