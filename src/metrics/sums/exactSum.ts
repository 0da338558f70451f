/** A sum and what rounding has taken from it. */
export interface ExactSum {
  sum: number;
  rest: number;
}

export const noSum = (): ExactSum => ({ sum: 0, rest: 0 });

/**
 * Adds a number, and keeps what rounding takes (Neumaier, ZAMM 54, 1974): the total of many numbers is the same to the
 * last digits in whatever order, and by however many machines, they are added.
 *
 * @example const total = noSum(); for (const x of [1, 1e100, 1, -1e100]) addTo(total, x); totalOf(total) // 2
 */
export function addTo(total: ExactSum, x: number): void {
  const sum = total.sum + x;
  total.rest += Math.abs(total.sum) >= Math.abs(x) ? total.sum - sum + x : x - sum + total.sum;
  total.sum = sum;
}

export const totalOf = ({ sum, rest }: ExactSum): number => sum + rest;

export function addTotal(total: ExactSum, other: ExactSum): void {
  addTo(total, other.sum);
  total.rest += other.rest;
}
