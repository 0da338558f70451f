import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { withInterrupts } from "../generators/interrupts.js";

/** Options of `inBatch`. */
export interface BatchOptions {
  /** how many are worked on at once; default 2 */
  readonly concurrency?: number;
  /** nothing new is begun after it, nor after an interrupt of the cell */
  readonly signal?: AbortSignal;
  /** hears of each that is done, in the order in which they are */
  readonly onDone?: (done: {
    readonly index: number;
    readonly count: number;
    readonly total: number;
  }) => void;
}

/**
 * Works on many things, a few at once. One that fails does not stop the others.
 *
 * @returns what became of each, in their order
 * @throws ArgumentError for wrong options; the signal's reason
 * @example
 * const results = await inBatch(photos, (photo) => estimateDepth(photo), { concurrency: 2 });
 * for (const one of results) if (one.status === "rejected") console.log(one.reason.message);
 */
export async function inBatch<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
  options: BatchOptions = {},
): Promise<PromiseSettledResult<Result>[]> {
  checkOptions("inBatch", options, { concurrency: true, signal: true, onDone: true });
  const { concurrency = 2, signal: given, onDone } = options;
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) {
    throw new ArgumentError({
      ...{ argument: "concurrency", expected: "a whole number of at least 1" },
      ...{ got: describeValue(concurrency), remedy: "leave it out for 2" },
    });
  }
  const results: PromiseSettledResult<Result>[] = [];
  let next = 0;
  let count = 0;
  async function worker(signal: AbortSignal): Promise<void> {
    while (next < items.length) {
      signal.throwIfAborted();
      const index = next++;
      try {
        results[index] = { status: "fulfilled", value: await work(items[index], index) };
      } catch (reason) {
        results[index] = { status: "rejected", reason };
      }
      onDone?.({ index, count: ++count, total: items.length });
    }
  }
  return withInterrupts(given ?? new AbortController().signal, async (signal) => {
    const workers = Array.from({ length: Math.min(concurrency, items.length) }, () => worker(signal));
    await Promise.all(workers);
    signal.throwIfAborted();
    return results;
  });
}
