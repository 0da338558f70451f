import { WALK_STEPS } from "../../color/cubeWalk.js";
import { PathReader } from "../../color/paths/index.js";
import type { DepthCodeOptions } from "./code.js";
import { codeName } from "./codeText.js";
import { optionsOf, type PathCode, pathCode } from "./pathCode.js";
import type { PathCodeInput } from "./pathCodeOptions.js";
import { type StepTables, stepTables } from "./tables.js";

/** A code with what is made for it once: tables along the paper's walk, readers on any path. */
export interface KnownCode {
  readonly code: PathCode;
  /** for the paper's walk, as it is walked: every colour's step is known in integers */
  readonly steps: StepTables | undefined;
  reader(withMargin: boolean): PathReader;
}

/** Codes that are kept; each is some megabytes when it has been used. */
const KEPT = 8;
const known = new Map<string, KnownCode>();

/**
 * A code with its tables, made once as long as it is among the last eight; those of functions and of long lists
 * are made anew.
 *
 * @throws ArgumentError for a code that is none
 */
export function knownCode(input: PathCodeInput): KnownCode {
  const options = optionsOf(input);
  const name = codeName(options);
  const found = known.get(name);
  if (found) return found;
  const code = pathCode(options);
  const readers = new Map<boolean, PathReader>();
  const steps = code.path.name === "cube" ? stepTables(code) : undefined;
  const metresOf = steps
    ? (position: number) => steps.metresOfStep[Math.round(position * WALK_STEPS)]
    : code.metresOf;
  const made: KnownCode = {
    code,
    steps,
    reader(withMargin) {
      const reader = readers.get(withMargin) ?? new PathReader(code.path, metresOf, withMargin);
      readers.set(withMargin, reader);
      return reader;
    },
  };
  if (name.startsWith("custom")) return made;
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(name, made);
  return made;
}

/** The code of the paper's two parameters. */
export const paperCode = ({ lambda = -3, c = 10 / 3 }: DepthCodeOptions): KnownCode =>
  knownCode({ path: "cube", transform: { kind: "power", lambda, c } });
