/** Errors that no cell is left to fail with: of timers, of promises that nobody awaits, of handlers. */
import { errorContext, runInContext } from "./context.js";
import { failureOf } from "./failure.js";
import type { Outlet } from "./outlet.js";

/** What somebody has put before the reader's eyes already, in an `Output`. */
const shown = new WeakSet<object>();

/** Such an error is not told a second time, unless a cell fails with it. */
export function markShown(error: unknown): void {
  if (typeof error === "object" && error !== null) shown.add(error);
}

/** Prints an error where somebody looks: under the cell that caused it, or has registered the handler. */
export function tellLate(outlet: Outlet, error: unknown, heading = ""): void {
  if (typeof error === "object" && error !== null && shown.has(error)) return;
  const tell = () => outlet.stream("stderr", `${heading}${failureOf(error).traceback.join("\n")}\n`);
  const context = errorContext();
  if (context) runInContext(context, tell);
  else tell();
}
