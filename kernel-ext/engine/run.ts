import { currentContext } from "../context.js";
import { KeyboardInterrupt } from "../errors.js";

let count = 0;

/** One cell on its way. */
export class Run {
  readonly number = ++count;
  /** What it belongs to. */
  readonly header = currentContext()?.header;
  isStopped = false;
  /** Rejects when the cell shall not be waited for any longer. */
  readonly stopped: Promise<never>;
  #reject: (reason: Error) => void = () => {};

  constructor() {
    this.stopped = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    // Nobody hears of it if the cell does not wait.
    this.stopped.catch(() => {});
  }

  stop(reason = new KeyboardInterrupt()): void {
    this.isStopped = true;
    this.#reject(reason);
  }
}
