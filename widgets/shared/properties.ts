/** The parts of a widget that its properties read and write. */
interface Settable {
  get(key: never): unknown;
  set(changes: never): void;
}

/**
 * Makes `view.near` read and set the state, for every name. Their types and words stand in an interface
 * that is merged with the class.
 *
 * @param read what a cell sees of a value that travels in another form
 */
export function defineProperties(
  made: { readonly prototype: Settable },
  names: readonly string[],
  read: (name: string, value: unknown) => unknown = (_, value) => value,
): void {
  for (const name of names) {
    Object.defineProperty(made.prototype, name, {
      get(this: Settable) {
        return read(name, this.get(name as never));
      },
      set(this: Settable, value: unknown) {
        this.set({ [name]: value } as never);
      },
    });
  }
}
