import { ArgumentError } from "../../../errors.js";

/** As much of a clause as an error quotes. */
const MOST_QUOTED = 160;

/**
 * Whoever drops a clause that gives a colour paints its pixels wrongly and says nothing: so it is refused.
 *
 * @param clause as the prompt has it
 * @param why what is wrong with it, as the end of "…, which …"
 */
export function refuseClause(clause: string, why: string): never {
  const plain = clause.replace(/\s+/g, " ").trim();
  const quoted = plain.length > MOST_QUOTED ? `${plain.slice(0, MOST_QUOTED)}…` : plain;
  throw new ArgumentError({
    argument: "legend",
    expected: "of clauses that each give one class its colour",
    got: `"${quoted}", which ${why}`,
    remedy: "say it as in The cat is red. The dog is #00FF00, as JSON, or leave the clause out",
  });
}
