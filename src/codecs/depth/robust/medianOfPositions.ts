/** Buckets of positions that are not those of whole steps; in a bucket the values themselves decide. */
const BUCKETS = 4096;

/** So many buckets are stepped over at once where they hold nothing that matters: a power of two. */
const COARSE_BITS = 5;
const COARSE_MASK = 2 ** COARSE_BITS - 1;

/** Unknown. */
const NONE = 65_535;

/**
 * The median of the known positions around each pixel. Positions, not colours: these would be blends, which mean
 * something else. Of an even number the nearer of the middle two, so that no value is one that nothing has.
 * Unknown pixels (NaN) stay unknown.
 *
 * A histogram of the square moves along with it, and the median from where it was (Huang, Yang and Tang, "A fast
 * two-dimensional median filtering algorithm", 1979): what is new in the square is counted, not sorted.
 *
 * @param side 3 or 5: pixels of the square around each
 * @param steps if positions are whole multiples of 1 / steps; else undefined
 */
export function medianOfPositions(
  positions: Float64Array,
  width: number,
  height: number,
  side: number,
  steps?: number,
): Float64Array {
  const reach = (side - 1) / 2;
  const largest = steps ?? BUCKETS - 1;
  const buckets = new Uint16Array(positions.length);
  for (let i = 0; i < buckets.length; i++) {
    const place = positions[i] * largest;
    // A position of a step may lie a hair below it.
    buckets[i] = place >= 0 ? (steps === undefined ? place : place + 0.5) : NONE;
  }
  const medians = new Float64Array(positions.length);
  const histogram = new Uint8Array(largest + 1);
  const coarse = new Uint8Array((largest >> COARSE_BITS) + 1);
  const around = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height - 1, y + reach);
    histogram.fill(0);
    coarse.fill(0);
    let count = 0;
    let median = 0;
    // Values of the square in buckets below the median's.
    let below = 0;
    for (let x = -reach; x < width; x++) {
      const gone = x - reach - 1;
      const come = x + reach;
      for (let row = top; row <= bottom; row++) {
        const start = row * width;
        if (gone >= 0 && buckets[start + gone] !== NONE) {
          const bucket = buckets[start + gone];
          histogram[bucket]--;
          coarse[bucket >> COARSE_BITS]--;
          count--;
          if (bucket < median) below--;
        }
        if (come < width && buckets[start + come] !== NONE) {
          const bucket = buckets[start + come];
          histogram[bucket]++;
          coarse[bucket >> COARSE_BITS]++;
          count++;
          if (bucket < median) below++;
        }
      }
      const i = y * width + x;
      if (x < 0) continue;
      if (buckets[i] === NONE) {
        medians[i] = Number.NaN;
        continue;
      }
      const rank = (count - 1) >> 1;
      while (below > rank) {
        if ((median & COARSE_MASK) === 0 && below - coarse[(median >> COARSE_BITS) - 1] > rank) {
          median -= COARSE_MASK + 1;
          below -= coarse[median >> COARSE_BITS];
        } else below -= histogram[--median];
      }
      while (below + histogram[median] <= rank) {
        if ((median & COARSE_MASK) === 0 && below + coarse[median >> COARSE_BITS] <= rank) {
          below += coarse[median >> COARSE_BITS];
          median += COARSE_MASK + 1;
        } else below += histogram[median++];
      }
      medians[i] = steps === undefined ? valueAt(x, top, bottom, median, rank - below) : median / steps;
    }
  }
  return medians;

  /** The value of a rank among those of a bucket in the square. */
  function valueAt(x: number, top: number, bottom: number, bucket: number, rank: number): number {
    const [left, right] = [Math.max(0, x - reach), Math.min(width - 1, x + reach)];
    let found = 0;
    for (let row = top; row <= bottom; row++) {
      for (let at = row * width + left; at <= row * width + right; at++) {
        if (buckets[at] !== bucket) continue;
        const position = positions[at];
        // Few values, most of them in order already.
        let place = found++;
        for (; place > 0 && around[place - 1] > position; place--) around[place] = around[place - 1];
        around[place] = position;
      }
    }
    return around[rank];
  }
}
