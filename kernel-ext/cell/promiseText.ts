import { inspect } from "node:util";

/** What Node writes on every promise while AsyncLocalStorage is in use. */
const internal = new Set(["async_id_symbol", "trigger_async_id_symbol", "kResourceStore"]);

/**
 * Lets promises show themselves without what AsyncLocalStorage has written on them: Node 20 would
 * print the whole request that the promise belongs to.
 */
export function tidyPromises(): void {
  Object.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    value(this: Promise<unknown>) {
      for (const symbol of Object.getOwnPropertySymbols(this)) {
        if (internal.has(symbol.description ?? "")) {
          Object.defineProperty(this, symbol, { enumerable: false });
        }
      }
      // Node goes on in its own way when a value answers with itself.
      return this;
    },
  });
}
