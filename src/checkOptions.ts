import { ArgumentError, describeValue } from "./errors.js";

/** The names of an interface's options, all of them: the compiler complains about one that is missing. */
export type OptionNames<T> = Readonly<Record<keyof Required<T>, true>>;

/**
 * A misspelt option would be taken for one that was left out, and its default used without a word.
 *
 * @param of whose they are: "decodeDepth"
 * @throws ArgumentError for what is no object, or a name that is no option, with the nearest that is
 * @example checkOptions("decodeDepth", { maxResidul: 4 }, { maxResidual: true }) // "… write maxResidual"
 */
export function checkOptions(of: string, options: unknown, known: Readonly<Record<string, true>>): void {
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  const names = Object.keys(known);
  if (!isObject) {
    throw new ArgumentError({
      argument: `options of ${of}`,
      expected: "an object",
      got: describeValue(options),
      remedy: `leave them out, or give some of ${names.join(", ")}`,
    });
  }
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const near = nearestName(name, names);
    throw new ArgumentError({
      argument: `options of ${of}`,
      expected: `some of ${near !== undefined && names.length > MOST_LISTED ? `its ${names.length} names` : names.join(", ")}`,
      got: JSON.stringify(name),
      remedy: near === undefined ? "leave it out" : `write ${near}`,
    });
  }
}

/** Of a longer list nobody looks for the name that was meant, where it is told anyway. */
const MOST_LISTED = 16;

/** The nearest of some names, if it is near enough to be meant. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, "");
  const distances = names.map((one) => editDistance(plain(name), plain(one)));
  const least = Math.min(...distances);
  const near = names[distances.indexOf(least)];
  return least <= Math.max(1, Math.floor(near.length / 3)) ? near : undefined;
}

/** Levenshtein's distance, row by row, with neighbours that are swapped as one step (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const changed = row[j - 1] + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, changed, isSwap ? before[j - 2] + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
