/** Which part of a picture counts: the crops that papers of monocular depth share. */

/** Rows and columns, the last not included. */
export interface Crop {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type CropName = keyof typeof crops;

const whole = (width: number, height: number): Crop => ({ top: 0, bottom: height, left: 0, right: width });

/** Shares of height and width, rounded down as Python's int() does. */
const shares =
  (top: number, bottom: number, left: number, right: number) =>
  (width: number, height: number): Crop => ({
    top: Math.trunc(top * height),
    bottom: Math.trunc(bottom * height),
    left: Math.trunc(left * width),
    right: Math.trunc(right * width),
  });

export const crops = Object.freeze({
  none: whole,
  /** Eigen et al., NIPS 2014, on NYUv2's 640 × 480; in other sizes the whole picture counts */
  "nyu-eigen": (width: number, height: number): Crop =>
    width === 640 && height === 480 ? { top: 45, bottom: 471, left: 41, right: 601 } : whole(width, height),
  /** Garg et al., ECCV 2016, on KITTI */
  garg: shares(0.40810811, 0.99189189, 0.03594771, 0.96405229),
  /** Eigen et al., NIPS 2014, on KITTI */
  "kitti-eigen": shares(0.3324324, 0.91351351, 0.03594771, 0.96405229),
});
