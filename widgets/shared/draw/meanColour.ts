/** A photo, unlike a code, may be blended: shown smaller than it is, it looks better averaged. */

/** At most this many looks per axis for one screen pixel: enough for the eye, and bounded in time. */
const MOST_LOOKS = 3;

/** To the nearest pixel; halves go down, as the middle of an even box lies at its second half's start. */
const clamp = (at: number, size: number): number => Math.min(size - 1, Math.max(0, Math.ceil(at - 0.5)));

/**
 * The mean colour of a photo around a pixel, packed as 0xBBGGRR.
 *
 * @param rgb interleaved bytes
 * @param spread how many picture pixels one screen pixel covers, at least 1
 */
export function meanColour(
  rgb: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  spread: number,
): number {
  const looks = Math.min(MOST_LOOKS, Math.round(spread));
  const stride = spread / looks;
  const first = -(stride * (looks - 1)) / 2;
  let r = 0;
  let g = 0;
  let b = 0;
  for (let j = 0; j < looks; j++) {
    const row = clamp(y + first + j * stride, height);
    for (let i = 0; i < looks; i++) {
      const column = clamp(x + first + i * stride, width);
      const at = 3 * (row * width + column);
      r += rgb[at];
      g += rgb[at + 1];
      b += rgb[at + 2];
    }
  }
  const count = looks * looks;
  return (Math.round(b / count) << 16) | (Math.round(g / count) << 8) | Math.round(r / count);
}
