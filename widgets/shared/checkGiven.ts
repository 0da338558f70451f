/** A misspelt name would be taken for one that was left out: nothing would move, and nobody would know why. */
import { checkOptions } from "vision-peel";

const known = (names: readonly string[]): Record<string, true> =>
  Object.fromEntries(names.map((name) => [name, true]));

/**
 * @param view its class's name
 * @throws ArgumentError for a name that `new View()` does not take, with the nearest that it does
 */
export const checkViewOptions = (view: string, options: unknown, names: readonly string[]): void =>
  checkOptions(`new ${view}`, options, known(names));

/** @throws ArgumentError for a name that `view.set()` does not take, with the nearest that it does */
export const checkChanges = (view: string, changes: unknown, names: readonly string[]): void =>
  checkOptions(`${view}.set`, changes, known(names));

/** Without those that are undefined, which say nothing. */
export const given = <Changes extends object>(changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Changes;
