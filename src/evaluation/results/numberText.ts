/** Four digits; rounding errors are none. */
export const numberText = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : Math.abs(value) < 1e-12
      ? "0"
      : String(Number(value.toPrecision(4)));

/** "0.912 [0.901, 0.922]", or the number alone. */
export const withInterval = (value: number, interval?: readonly [number, number]): string =>
  interval === undefined
    ? numberText(value)
    : `${numberText(value)} [${numberText(interval[0])}, ${numberText(interval[1])}]`;
