/** Lets so much pass at once and no more; who comes later waits, in the order of coming. */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  /** @param capacity what may be inside together; something larger goes alone */
  constructor(readonly capacity: number) {}

  /** Runs a task when there is room for its weight. */
  async pass<T>(weight: number, task: () => Promise<T>): Promise<T> {
    const counted = Math.min(weight, this.capacity);
    while (this.#inside + counted > this.capacity) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#inside += counted;
    try {
      return await task();
    } finally {
      this.#inside -= counted;
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
