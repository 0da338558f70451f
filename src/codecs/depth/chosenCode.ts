import type { OptionNames } from "../../checkOptions.js";
import { ArgumentError } from "../../errors.js";
import type { Provenance } from "../../image/types.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";
import type { DepthCodeOptions } from "./code.js";
import { type KnownCode, knownCode, paperCode } from "./knownCodes.js";
import type { PathCodeInput } from "./pathCodeOptions.js";

/** Which code a picture is in: the paper's, by its two parameters; a dialect's; or any other. */
export interface CodeChoice extends DepthCodeOptions, DialectChoice {
  /** any other code, by its options or as text, "plasma:log:near=0.5,far=80"; default the paper's */
  readonly code?: PathCodeInput;
}

export const CODE_CHOICE: OptionNames<CodeChoice> = { lambda: true, c: true, code: true, dialect: true };

/** A code, and what a result says of it. */
export interface ChosenCode {
  readonly known: KnownCode;
  readonly provenance: Provenance;
}

/** @throws ArgumentError for a code that is none, or two of them */
export function chosenCode({ lambda, c, code, dialect }: CodeChoice): ChosenCode {
  const given = Object.entries({ dialect, code, "lambda or c": lambda ?? c }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 1) {
    throw new ArgumentError({
      argument: given[0][0],
      expected: "the only choice of a code",
      got: `given beside ${given[1][0]}`,
      remedy: "put everything into code: cube:power:lambda=-3,c=10/3",
    });
  }
  if (code !== undefined) {
    const known = knownCode(code);
    return { known, provenance: toldOf(known) };
  }
  const { name, own } = spoken("depth", dialect);
  if (dialect === undefined) {
    const parameters = { lambda: lambda ?? -3, c: c ?? 10 / 3 };
    const known = paperCode(parameters);
    return { known, provenance: { dialect: name, ...toldOf(known), ...parameters } };
  }
  const known = knownCode(own);
  return { known, provenance: { dialect: name, ...toldOf(known) } };
}

const toldOf = ({ code }: KnownCode): Provenance => ({ code: code.name, unit: code.unit });
