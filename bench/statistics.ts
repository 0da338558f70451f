/** A rival's times, in milliseconds. */
export interface Spread {
  readonly medianMs: number;
  /** first and third quartile: half of the rounds lie between */
  readonly quartilesMs: readonly [number, number];
}

/** Median and quartiles, linear between neighbours. */
export function spreadOf(timesMs: readonly number[]): Spread {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (place - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
  };
  return { medianMs: at(0.5), quartilesMs: [at(0.25), at(0.75)] };
}
