/** IoUs at which a pair is a hit: 0.5, 0.55 … 0.95, to the last digit as numpy's linspace has them. */
export const IOU_THRESHOLDS: readonly number[] = Object.freeze(
  Array.from({ length: 10 }, (_, i) => (i < 9 ? 0.5 + i * ((0.95 - 0.5) / 9) : 0.95)),
);
