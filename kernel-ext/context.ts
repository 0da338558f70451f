/**
 * Which request the running code belongs to. Output of a timer that a cell started goes to that
 * cell, also when another cell runs meanwhile: AsyncLocalStorage follows the code.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Header } from "./wire/message.js";

export interface RequestContext {
  header: Header;
  identities: Uint8Array[];
  /** A silent request publishes nothing. */
  silent: boolean;
  allowStdin: boolean;
}

const storage = new AsyncLocalStorage<RequestContext>();
let lastCell: RequestContext | undefined;

export function runInContext<T>(context: RequestContext, fn: () => T): T {
  return storage.run(context, fn);
}

/** Remembers the cell that output without a known origin is shown under. */
export function setLastCell(context: RequestContext): void {
  lastCell = context;
}

export function currentContext(): RequestContext | undefined {
  return storage.getStore() ?? lastCell;
}
