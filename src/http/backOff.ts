/** Longer waits are told to people as an error, not slept through. */
export const MOST_WAIT_MS = 60_000;

/**
 * How long to wait before the next try: what the service asks for, or twice as long each time, with a quarter of chance
 * in it, so that many callers do not come back at once.
 *
 * @param attempt the one that has failed, from 1
 */
export function backOffMs(
  attempt: number,
  firstMs: number,
  askedMs?: number,
  chance = Math.random(),
): number {
  const doubling = firstMs * 2 ** (attempt - 1) * (0.75 + 0.5 * chance);
  return Math.min(MOST_WAIT_MS, Math.max(askedMs ?? 0, doubling));
}
