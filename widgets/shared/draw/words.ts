/** Colours as 32-bit words, RGBA in memory on the little-endian machines that browsers run on. */
export const wordOf = (r: number, g: number, b: number, a = 255): number =>
  ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;

const INFINITE = wordOf(255, 255, 255);
const INFINITE_DOT = wordOf(190, 196, 208);
// Half-transparent greys show on light and on dark ground alike.
const UNKNOWN = wordOf(128, 128, 128, 36);
const UNKNOWN_LINE = wordOf(128, 128, 128, 150);

/** Infinity is white with dots, in every second row of them shifted; unknown depth is a diagonal hatch. */
export function patternWord(metres: number, x: number, y: number): number {
  if (metres !== Infinity) return (x + y) % 8 < 2 ? UNKNOWN_LINE : UNKNOWN;
  const shift = ((y / 6) | 0) % 2 === 0 ? 0 : 6;
  return (x + shift) % 12 < 2 && y % 6 < 2 ? INFINITE_DOT : INFINITE;
}

/** A colour outside of the slice: its grey, mostly transparent, so that it recedes on any ground. */
export function dimmedWord(word: number): number {
  const grey = (77 * (word & 255) + 150 * ((word >>> 8) & 255) + 29 * ((word >>> 16) & 255)) >>> 8;
  return (((word >>> 26) << 24) | (grey << 16) | (grey << 8) | grey) >>> 0;
}
