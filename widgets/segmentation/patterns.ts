/** Patterns that tell regions apart where colours do not. Pure; in screen pixels. */

export type Pattern = "plain" | "up" | "down" | "crossed" | "dotted";
export const patterns: readonly Pattern[] = ["plain", "up", "down", "crossed", "dotted"];

/** Whether a screen pixel lies on a pattern's lines; patterns are their places in `patterns`. */
export function isOnLine(pattern: number, x: number, y: number): boolean {
  switch (pattern) {
    case 1:
      return (x + y) % 8 < 2;
    case 2:
      return (x - y + 65_536) % 8 < 2;
    case 3:
      return (x + y) % 10 < 2 || (x - y + 65_530) % 10 < 2;
    case 4:
      return x % 6 < 2 && y % 6 < 2;
    default:
      return false;
  }
}

const DARK = 0xff202020;
const LIGHT = 0xffffffff;

/** The colour of lines on a colour: dark on light and light on dark. */
export function lineWord(word: number): number {
  const luma = 0.299 * (word & 255) + 0.587 * ((word >>> 8) & 255) + 0.114 * ((word >>> 16) & 255);
  return luma > 140 ? DARK : LIGHT;
}
