import { ArgumentError } from "../../errors.js";
import type { Provenance } from "../../image/types.js";
import type { DepthCodeOptions } from "./code.js";
import { type KnownCode, knownCode, paperCode } from "./knownCodes.js";
import type { PathCodeInput } from "./pathCodeOptions.js";

/** Which code a picture is in: the paper's, by its two parameters, or any other. */
export interface CodeChoice extends DepthCodeOptions {
  /** any other code, by its options or as text, "plasma:log:near=0.5,far=80"; default the paper's */
  readonly code?: PathCodeInput;
}

/** A code, and what a result says of it. */
export interface ChosenCode {
  readonly known: KnownCode;
  readonly provenance: Provenance;
}

/** @throws ArgumentError for a code that is none, or two of them */
export function chosenCode({ lambda, c, code }: CodeChoice): ChosenCode {
  if (code === undefined) {
    const parameters = { lambda: lambda ?? -3, c: c ?? 10 / 3 };
    const known = paperCode(parameters);
    return { known, provenance: { code: known.code.name, ...parameters } };
  }
  if (lambda !== undefined || c !== undefined) {
    throw new ArgumentError({
      argument: "code",
      expected: "the only choice of a code",
      got: "given beside lambda or c",
      remedy: "put them into it: cube:power:lambda=-3,c=10/3",
    });
  }
  const known = knownCode(code);
  return { known, provenance: { code: known.code.name, unit: known.code.unit } };
}
