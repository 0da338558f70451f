/** What the states of all views are made of. */

/** A pixel: x to the right, y down, both from 0. */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** A plane of numbers, as it is made (a typed array) or as it arrives in the page (a view on a message). */
export type Binary = ArrayBufferView | ArrayBuffer;

/** From where points are seen. */
export interface Viewpoint {
  /** degrees turned to the right and up */
  readonly right: number;
  readonly up: number;
  /** how much nearer to the middle than the camera; 1 is its own distance */
  readonly zoom: number;
  /** how far it has gone to the right and down, in widths of what is seen */
  readonly x: number;
  readonly y: number;
}
