/** sRGB colours in other spaces. Colours are given in levels, 0 to 255, whole or fractional. */

type Triple = readonly [number, number, number];
/** Three coordinates. */
export type Coordinates = [number, number, number];

/** From linear sRGB to CIE XYZ, D65, Y of white 1 (IEC 61966-2-1, six digits as scikit-image has them). */
const TO_XYZ: readonly Triple[] = [
  [0.412453, 0.35758, 0.180423],
  [0.212671, 0.71516, 0.072169],
  [0.019334, 0.119193, 0.950227],
];

/** D65 for the 2° observer. */
const WHITE: Triple = [0.95047, 1, 1.08883];

/** From linear sRGB to Oklab's cones, and from their cube roots to L, a, b (Björn Ottosson, 2020). */
const TO_CONES: readonly Triple[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB: readonly Triple[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Coordinates =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as Coordinates;

/** sRGB's transfer curve (IEC 61966-2-1), from a level to linear light, 0 to 1. */
export function linearOfLevel(level: number): number {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Back: linear light, clamped to 0 to 1, to a fractional level. */
export function levelOfLinear(linear: number): number {
  const inside = Math.min(1, Math.max(0, linear));
  return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055);
}

/**
 * Linear light, 0 to 1.
 *
 * @example linearOf([255, 0, 0]) // [1, 0, 0]
 */
export const linearOf = (colour: Triple): Coordinates => colour.map(linearOfLevel) as Coordinates;

/**
 * CIE XYZ, D65, Y of white 1.
 *
 * @example xyzOf([255, 255, 255]) // [0.950456, 1, 1.088754]
 */
export const xyzOf = (colour: Triple): Coordinates => times(TO_XYZ, linearOf(colour));

/**
 * CIE L*a*b*, D65: L from 0 to 100.
 *
 * @example labOf([255, 0, 0]) // [53.24, 80.09, 67.2]
 */
export function labOf(colour: Triple): Coordinates {
  const [x, y, z] = xyzOf(colour).map((value, i) => {
    const share = value / WHITE[i];
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/**
 * Oklab: L from 0 to 1.
 *
 * @example oklabOf([255, 0, 0]) // [0.628, 0.225, 0.126]
 */
export const oklabOf = (colour: Triple): Coordinates =>
  times(TO_OKLAB, times(TO_CONES, linearOf(colour)).map(Math.cbrt) as Coordinates);

/**
 * Hue, saturation, value, each from 0 to 1; grey has hue 0.
 *
 * @example hsvOf([0, 255, 0]) // [1/3, 1, 1]
 */
export function hsvOf([r, g, b]: Triple): Coordinates {
  const most = Math.max(r, g, b);
  const span = most - Math.min(r, g, b);
  if (span === 0) return [0, 0, most / 255];
  const sixths = most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span;
  return [(sixths / 6 + 1) % 1, span / most, most / 255];
}
