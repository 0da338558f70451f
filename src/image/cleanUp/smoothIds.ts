import { borderBand } from "../borderBand.js";

/**
 * Gives every pixel the id that the square around it has most of, at a tie its own or else the least: a majority filter.
 * Only pixels near a border are looked at, for the others keep their id.
 *
 * @param radius of the square, pixels; it is cut off at the picture's edge
 */
export function smoothIds(
  { width, height, data }: { width: number; height: number; data: Uint16Array },
  radius: number,
): Uint16Array {
  const near = borderBand({ width, height, data }, radius);
  const smoothed = data.slice();
  const ids = new Uint16Array((2 * radius + 1) ** 2);
  const counts = new Int32Array(ids.length);
  for (let y = 0, at = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height - 1, y + radius)];
    for (let x = 0; x < width; x++, at++) {
      if (!near[at]) continue;
      const [left, right] = [Math.max(0, x - radius), Math.min(width - 1, x + radius)];
      let kinds = 0;
      for (let row = top; row <= bottom; row++) {
        for (let i = row * width + left; i <= row * width + right; i++) {
          let kind = 0;
          while (kind < kinds && ids[kind] !== data[i]) kind++;
          if (kind === kinds) {
            ids[kinds] = data[i];
            counts[kinds++] = 0;
          }
          counts[kind]++;
        }
      }
      let best = 0;
      const own = data[at];
      for (let kind = 1; kind < kinds; kind++) {
        const more = counts[kind] - counts[best];
        const wins = ids[kind] === own || (ids[best] !== own && ids[kind] < ids[best]);
        if (more > 0 || (more === 0 && wins)) best = kind;
      }
      smoothed[at] = ids[best];
    }
  }
  return smoothed;
}
