/**
 * The median of the known positions around each pixel. Positions, not colours: these would be blends, which mean
 * something else. Of an even number the nearer of the middle two, so that no value is one that nothing has.
 * Unknown pixels (NaN) stay unknown.
 *
 * @param side 3 or 5: pixels of the square around each
 */
export function medianOfPositions(
  positions: Float64Array,
  width: number,
  height: number,
  side: number,
): Float64Array {
  const reach = (side - 1) / 2;
  const medians = new Float64Array(positions.length);
  const around = new Float64Array(side * side);
  for (let y = 0, i = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height - 1, y + reach)];
    for (let x = 0; x < width; x++, i++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width - 1, x + reach)];
      medians[i] = positions[i];
      if (Number.isNaN(positions[i])) continue;
      let count = 0;
      for (let row = top; row <= bottom; row++) {
        for (let at = row * width + left; at <= row * width + right; at++) {
          const position = positions[at];
          if (Number.isNaN(position)) continue;
          // Few values, most of them in order already.
          let place = count++;
          for (; place > 0 && around[place - 1] > position; place--) around[place] = around[place - 1];
          around[place] = position;
        }
      }
      medians[i] = around[(count - 1) >> 1];
    }
  }
  return medians;
}
