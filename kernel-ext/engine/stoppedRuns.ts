/**
 * Ends the code of a cell that was interrupted while it waited: the cell has been answered, and what it was
 * waiting for comes to its next step all the same. That step throws, so that `finally` runs and loops end. What the
 * cell has only started and does not wait for, a server or a timer, goes on.
 */
import { currentContext } from "../context.js";
import { KeyboardInterrupt } from "../errors.js";
import { rawFrames } from "../stack.js";

/** The function that is wrapped around a cell is called so, with a number; V8's stacks lead to it through awaits. */
export const runName = "__peelRun";

const numberOf = (frame: string): number => Number(/\b__peelRun(\d+)\b/.exec(frame)?.[1] ?? -1);

export class StoppedRuns {
  readonly #numbers = new Set<number>();
  /** A stack is looked at only where this says that it may be one of a stopped cell. */
  readonly #headers = new WeakSet<object>();

  /** Gives cells the function that their awaits call with what they have waited for. */
  install(): void {
    const awoke = (value: unknown): unknown => {
      if (this.#numbers.size > 0) this.#check(awoke);
      return value;
    };
    Object.defineProperty(globalThis, "__peelAwoke", { value: awoke });
  }

  /** Until `ended` settles the run's next step throws. */
  add(number: number, header: object | undefined, ended: Promise<unknown>): void {
    this.#numbers.add(number);
    if (header) this.#headers.add(header);
    const forget = () => void this.#numbers.delete(number);
    void ended.then(forget, forget);
  }

  #check(awoke: (value: unknown) => unknown): void {
    const header = currentContext()?.header;
    if (!header || !this.#headers.has(header)) return;
    const isStopped = rawFrames(awoke).some((frame) => this.#numbers.has(numberOf(frame)));
    if (isStopped) throw new KeyboardInterrupt();
  }
}
