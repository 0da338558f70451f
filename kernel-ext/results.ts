/** The last results under short names, as other kernels have them: `_`, `__`, `___`, `Out[n]`, `In[n]`, `_error`. */

/** Results that are kept; older ones would fill the memory of a notebook that runs all day. */
const keptResults = 100;
const lastNames = ["_", "__", "___"];

export class Results {
  readonly inputs: string[] = [""];
  readonly outputs: Record<number, unknown> = {};
  readonly #last: unknown[] = [];
  #error: unknown;

  /** Gives cells the names. A cell that assigns to one, as to a global of its own, keeps what it has assigned. */
  install(): void {
    offer("In", () => this.inputs);
    offer("Out", () => this.outputs);
    offer("_error", () => this.#error);
    for (const [i, name] of lastNames.entries()) offer(name, () => this.#last[i]);
  }

  addInput(count: number, code: string): void {
    this.inputs[count] = code;
  }

  addOutput(count: number, value: unknown): void {
    this.#last.unshift(value);
    this.#last.length = Math.min(this.#last.length, lastNames.length);
    this.outputs[count] = value;
    // Keys that are numbers stand in their order.
    const [first, ...others] = Object.keys(this.outputs);
    if (others.length >= keptResults) delete this.outputs[Number(first)];
  }

  addError(error: unknown): void {
    this.#error = error;
  }
}

function offer(name: string, get: () => unknown): void {
  const own = (value: unknown) =>
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(globalThis, name, { get, set: own, configurable: true });
}
