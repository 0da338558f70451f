import { requireRuntime } from "../../runtime.js";
import { durationText } from "./durationText.js";
import { type RepeatOptions, repeat, type Timing } from "./repeat.js";
import { isThenable } from "./thenable.js";

class Stopwatch implements Disposable {
  readonly #started = performance.now();

  constructor(readonly label: string) {
    requireRuntime("time");
  }

  show(outcome: "done" | "failed"): void {
    const duration = durationText((performance.now() - this.#started) / 1000);
    const line = `${this.label}: ${outcome === "done" ? duration : `failed after ${duration}`}`;
    requireRuntime("time").display({ "text/plain": line });
  }

  [Symbol.dispose](): void {
    this.show("done");
  }
}

/** See {@link time}. */
export interface Time {
  <T>(label: string, fn: () => T): T;
  (label: string): Disposable;
  /**
   * Times a function again and again: several samples of as many runs as the clock needs.
   *
   * @example const { median } = await time.repeat("decode", () => decodeDepth(painted));
   */
  repeat<T>(label: string, fn: () => T, options?: RepeatOptions): Promise<Timing<Awaited<T>>>;
}

function timeOnce<T>(label: string, fn?: () => T): T | Disposable {
  const watch = new Stopwatch(label);
  if (fn === undefined) return watch;
  let result: T;
  try {
    result = fn();
  } catch (error) {
    watch.show("failed");
    throw error;
  }
  if (isThenable(result)) {
    void result.then(
      () => watch.show("done"),
      () => watch.show("failed"),
    );
  } else {
    watch.show("done");
  }
  return result;
}

/**
 * Shows how long a function takes and returns what it returns, a promise for a promise. Without a
 * function, shows how long it is to the end of the block (`using`).
 *
 * @example
 * const depth = time("decode", () => decodeDepth(painted));
 * const text = await time("read", () => readFile("a.txt", "utf8"));
 * { using _ = time("both"); first(); second(); }
 */
export const time: Time = Object.assign(timeOnce as Time, { repeat });
