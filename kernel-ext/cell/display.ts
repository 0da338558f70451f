/** What cells call to show something. */
import { randomUUID } from "node:crypto";
import { types } from "node:util";
import { displaySymbol, type MimeBundle, requireRuntime } from "../runtime.js";

/** An output that is on the page and can be changed. */
export interface DisplayHandle {
  readonly displayId: string;
  /** Shows another value in place of the first, wherever it is shown. */
  update(value: unknown): Promise<void>;
}

const mimeType = /^[a-z]+\/[\w.+-]+$/;

/** A plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => mimeType.test(key));
}

/**
 * Shows a value under the running cell, now, and returns a handle to change it later. A bundle of
 * MIME types, `{ "text/html": "<b>hello</b>" }`, is shown as it is. Several values are shown one
 * after the other.
 *
 * @example
 * const handle = await display("step 1");
 * await handle.update("step 2");
 * const [before, after] = await display(photo, depth);
 */
export function display(value: unknown): Promise<DisplayHandle>;
export function display(...values: unknown[]): Promise<DisplayHandle[]>;
export function display(...values: unknown[]): Promise<DisplayHandle | DisplayHandle[]> {
  const shown = showAll(values).then((handles) => (values.length === 1 ? handles[0] : showsNothing(handles)));
  return showsNothing(shown);
}

/** As a cell's last expression it adds nothing to what is shown; a promise is waited for. */
function showsNothing<T extends object>(value: T): T {
  const nothing = () => (value instanceof Promise ? value.then(() => ({})) : {});
  return Object.defineProperty(value, displaySymbol, { value: nothing });
}

/** Values are shown as they are now, in order, and after what was displayed before. */
async function showAll(values: readonly unknown[]): Promise<DisplayHandle[]> {
  const runtime = requireRuntime("display");
  const bundleOf = (value: unknown) => (isBundle(value) ? value : runtime.bundleOf(value));
  const handleOf = (bundle: MimeBundle): DisplayHandle => {
    const displayId = randomUUID();
    runtime.display(bundle, { displayId });
    return showsNothing({
      displayId,
      update: async (next: unknown) =>
        runtime.showInOrder(
          () => bundleOf(next),
          (changed) => runtime.display(changed, { displayId, update: true }),
        ),
    });
  };
  return runtime.showInOrder(
    () => {
      const bundles = values.map(bundleOf);
      return bundles.some((bundle) => bundle instanceof Promise) ? Promise.all(bundles) : bundles;
    },
    (bundles) => (bundles as MimeBundle[]).map(handleOf),
  );
}

/**
 * Shows a text, or a bundle of MIME types, in the front end's pager, beside the notebook.
 *
 * @example
 * page("a long explanation");
 */
export function page(content: string | MimeBundle): void {
  requireRuntime("page").page(typeof content === "string" ? { "text/plain": content } : content);
}

/** Removes what the running cell has shown; with `wait` only when the next output comes. */
export function clearOutput(options: { wait?: boolean } = {}): void {
  requireRuntime("clearOutput").clearOutput(options);
}
