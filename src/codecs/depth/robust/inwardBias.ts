import { WALK_STEPS, WALK_VERTICES } from "../../../color/cubeWalk.js";

/** Pixels farther off the walk say nothing of the bias: they are edges. */
const NEAR_LEVELS = 16;

/** Fewer pixels than this share of the picture at an end of a channel tell nothing of it. */
const LEAST_SHARE = 1e-3;

/**
 * Takes out what a generator pulls inwards. On every edge of the paper's walk two channels are at 0 or 255, whatever
 * the depth; by how many levels they really are inside (the median over the picture, per channel and end) is taken
 * for the bias of that channel there, and the channel is stretched until it is gone.
 *
 * @param pixels RGB interleaved
 * @param positions on the walk, 0 to 1, as read with the bias
 */
export function withoutInwardBias(
  pixels: Uint8Array,
  positions: Float64Array,
  residual: Float32Array,
): Uint8Array {
  // How often each channel was how many levels inside, at its lower and its upper end.
  const counts = Array.from({ length: 6 }, () => new Uint32Array(NEAR_LEVELS + 1));
  for (let i = 0; i < positions.length; i++) {
    if (residual[i] > NEAR_LEVELS) continue;
    const step = Math.round(positions[i] * WALK_STEPS);
    // At a vertex all three channels are at an end, but whether one of them is on its way cannot be told.
    if (step % 255 === 0) continue;
    const edge = Math.floor(step / 255);
    const [from, to] = [WALK_VERTICES[edge], WALK_VERTICES[edge + 1]];
    for (let c = 0; c < 3; c++) {
      if (from[c] !== to[c]) continue;
      const isHigh = from[c] === 255;
      const inside = isHigh ? 255 - pixels[3 * i + c] : pixels[3 * i + c];
      counts[2 * c + Number(isHigh)][inside]++;
    }
  }
  const least = LEAST_SHARE * positions.length;
  const tables = [0, 1, 2].map((c) => {
    const low = medianOf(counts[2 * c], least);
    const high = 255 - medianOf(counts[2 * c + 1], least);
    return Uint8ClampedArray.from({ length: 256 }, (_, level) => (255 * (level - low)) / (high - low));
  });
  return pixels.map((level, i) => tables[i % 3][level]);
}

function medianOf(counts: Uint32Array, least: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < least) return 0;
  let seen = 0;
  return counts.findIndex((count) => {
    seen += count;
    return 2 * seen >= total;
  });
}
