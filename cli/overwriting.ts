import { statSync } from "node:fs";
import { ArgumentError } from "vision-peel";

/**
 * Nothing is written over what it is made of: a painted picture may be the only one of its kind.
 *
 * @param outputs where results would go
 * @param inputs files that are read; what is none is passed over
 * @throws ArgumentError if two of them are one file, whatever their paths look like
 */
export function refuseOverwriting(outputs: readonly string[], inputs: readonly string[]): void {
  const read = new Set(inputs.map(identityOf));
  for (const output of outputs) {
    const identity = identityOf(output);
    if (identity === undefined || !read.has(identity)) continue;
    throw new ArgumentError({
      argument: "-o",
      expected: "another file than those that are read",
      got: JSON.stringify(output),
      remedy: "give it another name",
    });
  }
}

/** The same for all links to a file, and for names that a disk does not tell apart; undefined where there is none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}
