/**
 * The 64 × 64 pixels that MoGe fits its alignments to: in the middle of each cell of a grid the nearest pixel that counts
 * (EasternJournalist/utils3d masked_nearest_resize @3fab839f0be9, as microsoft/MoGe moge/test/metrics.py calls it). Of
 * pixels that are equally near the first is taken; theirs may take another, by rounding in float32.
 */
const SIDE = 64;

/**
 * @param places of the pixels that count, in the picture, ascending
 * @returns which of them are taken
 */
export function mogeGrid(places: Uint32Array, width: number, height: number): number[] {
  const pairAt = new Int32Array(width * height).fill(-1);
  for (const [pair, place] of places.entries()) pairAt[place] = pair;
  const [stepX, stepY] = [Math.max(1, width / SIDE), Math.max(1, height / SIDE)];
  const [spanX, spanY] = [Math.ceil(stepX), Math.ceil(stepY)];
  const taken: number[] = [];
  for (let row = 0; row < SIDE; row++) {
    const y = ((row + 0.5) * height) / SIDE;
    const top = roundHalfToEven(y - stepY / 2);
    for (let column = 0; column < SIDE; column++) {
      const x = ((column + 0.5) * width) / SIDE;
      const left = roundHalfToEven(x - stepX / 2);
      let [nearest, pair] = [Infinity, -1];
      for (let j = Math.max(0, top); j < Math.min(height, top + spanY); j++)
        for (let i = Math.max(0, left); i < Math.min(width, left + spanX); i++) {
          const distance = (i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2;
          const here = pairAt[j * width + i];
          if (here >= 0 && distance < nearest) [nearest, pair] = [distance, here];
        }
      if (pair >= 0) taken.push(pair);
    }
  }
  return taken;
}

/** As torch rounds. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
