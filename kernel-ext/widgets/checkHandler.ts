import { KernelError } from "../errors.js";

/**
 * What types would tell, for cells that go around them: a handler that never runs, or fails at the next change, would be
 * found by nobody.
 *
 * @throws KernelError for a name that the widget does not have, or a handler that is none
 */
export function checkHandler(widget: string, keys: unknown, handler: unknown, state: object): void {
  for (const key of [keys].flat()) {
    if (Object.hasOwn(state, key as string)) continue;
    const names = Object.keys(state).filter((name) => !name.startsWith("_"));
    throw new KernelError(
      `${widget} has no ${JSON.stringify(key)} to listen to`,
      `It has ${names.join(", ")}.`,
    );
  }
  if (typeof handler !== "function")
    throw new KernelError(`The handler of ${widget}.onChange is no function`, "Pass (state) => { … }.");
}
