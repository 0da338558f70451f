/** Lets what a cell shows stand in the order of its calls, though some values take longer than others to be drawn. */
export class DisplayOrder {
  /** The last call that waits; undefined while nothing does. Never rejects. */
  #last: Promise<unknown> | undefined;

  /**
   * Shows what was made once all that came before is shown: now, if nothing waits and it is there already.
   *
   * @param made what takes long as a promise
   */
  after<T, R>(made: T | Promise<T>, show: (made: T) => R): R | Promise<R> {
    if (!this.#last && !(made instanceof Promise)) return show(made);
    const before = this.#last;
    const shown = Promise.allSettled([made, before])
      .then(() => made)
      .then(show);
    const last = shown
      .catch(() => {})
      .then(() => {
        if (this.#last === last) this.#last = undefined;
      });
    this.#last = last;
    return shown;
  }

  /** Resolves when everything that was to be shown by now is shown, or has failed. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
