/** What repeated measurements say. All in the unit of the samples. */
export interface Statistics {
  mean: number;
  median: number;
  /** of the sample: divided by one less than there are */
  standardDeviation: number;
  min: number;
  max: number;
}

/** Mean, median, spread and range of at least one sample. */
export function statisticsOf(samples: ArrayLike<number>): Statistics {
  const sorted = Float64Array.from(samples).sort();
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    median: (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    min: sorted[0],
    max: sorted[count - 1],
  };
}
