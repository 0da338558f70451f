import { ArgumentError, describeValue } from "../errors.js";

/** What the numbers of a depth file mean: a function of the stored number, in metres. */
export type MetresOf = (stored: number) => number;

const scaled =
  (metresPerUnit: number): MetresOf =>
  (stored) =>
    stored === 0 ? Number.NaN : stored * metresPerUnit;

/**
 * Conventions by name. In those of integers 0 is no reading.
 *
 * - `metres`: as they are
 * - `millimetres`: NYUv2, ScanNet, Redwood, ARKit, this library's own PNG
 * - `centimetres`: Virtual KITTI 2; 65535 is the sky
 * - `kitti`: 1/256 m
 * - `tum`: 1/5000 m
 * - `sun-rgbd`: millimetres with their bits turned by three
 * - `kinect-raw`: NYUv2's raw disparities, 351.3 / (1092.5 − d) m, none from 1084 on
 * - `tartanair`: metres; 65504, the largest half float, is the sky
 */
export const DEPTH_SCALES = {
  metres: (stored) => stored,
  millimetres: scaled(1 / 1000),
  centimetres: (stored) => (stored === 65_535 ? Infinity : scaled(1 / 100)(stored)),
  kitti: scaled(1 / 256),
  tum: scaled(1 / 5000),
  "sun-rgbd": (stored) => scaled(1 / 1000)(((stored >> 3) | (stored << 13)) & 0xffff),
  "kinect-raw": (stored) => (stored >= 1084 ? Number.NaN : 351.3 / (1092.5 - stored)),
  tartanair: (stored) => (stored >= 65_504 ? Infinity : stored),
} as const satisfies Record<string, MetresOf>;

/** A convention, or metres per stored unit (then 0 is no reading), or a function of one's own. */
export type DepthScale = keyof typeof DEPTH_SCALES | number | MetresOf;

/** @throws ArgumentError for an unknown convention or a factor that is not above 0 */
export function metresOf(scale: DepthScale): MetresOf {
  if (typeof scale === "function") return scale;
  if (typeof scale === "number" && scale > 0 && Number.isFinite(scale)) return scaled(scale);
  if (typeof scale === "string" && Object.hasOwn(DEPTH_SCALES, scale)) return DEPTH_SCALES[scale];
  throw new ArgumentError({
    argument: "scale",
    expected: `metres per unit, or one of ${Object.keys(DEPTH_SCALES).join(", ")}`,
    got: describeValue(scale),
    remedy: "0.001 and millimetres are the same",
  });
}

/** Conventions that 16-bit integers can be written in: metres per unit. */
const METRES_PER_UNIT: Readonly<Record<string, number>> = {
  millimetres: 1 / 1000,
  centimetres: 1 / 100,
  kitti: 1 / 256,
  tum: 1 / 5000,
};

/** A convention of whole numbers that can be written: `sky` is its number for infinity, if it has one. */
export interface WritableScale {
  readonly name: string;
  readonly metresPerUnit: number;
  readonly sky?: number;
}

/** @throws ArgumentError for a convention that cannot be written, or a factor that is not above 0 */
export function writableScale(scale: string | number): WritableScale {
  if (typeof scale === "number" && scale > 0 && Number.isFinite(scale)) {
    return { name: `${scale} m per unit`, metresPerUnit: scale };
  }
  if (typeof scale === "string" && Object.hasOwn(METRES_PER_UNIT, scale)) {
    const metresPerUnit = METRES_PER_UNIT[scale];
    return { name: scale, metresPerUnit, ...(scale === "centimetres" && { sky: 65_535 }) };
  }
  throw new ArgumentError({
    argument: "scale",
    expected: `metres per unit, or one of ${Object.keys(METRES_PER_UNIT).join(", ")}`,
    got: describeValue(scale),
    remedy: "others are only read",
  });
}
