import { checkName, checkNumber, checkPixel, refuse } from "../shared/checks.js";
import { type CompareState, compareModes } from "./state.js";

type Check = (value: never, next: CompareState) => void;

const titleOf = (argument: string) => (title: unknown, next: CompareState) =>
  checkName(
    argument,
    title,
    next.layers.map((layer) => layer.title),
    "name one of the pictures that the view was made with",
  );

const checks: { readonly [Key in keyof CompareState]?: Check } = {
  first: titleOf("first"),
  second: titleOf("second"),
  mode: (mode: unknown, next) => {
    checkName("mode", mode, compareModes, '"swipe" has a bar between the two');
    const kindOf = (title: string) => next.layers.find((layer) => layer.title === title)?.kind;
    if (mode !== "difference" || kindOf(next.first) === kindOf(next.second)) return;
    const got = `${kindOf(next.first)} and ${kindOf(next.second)}`;
    refuse(
      "mode",
      "two pictures of one kind",
      mode,
      "choose first and second of one kind, or another mode",
      got,
    );
  },
  swipe: (value: unknown) => checkNumber("swipe", value, [0, 1], "0.5 is the middle"),
  most: (value: unknown) => {
    if (value !== null) checkNumber("most", value, [Number.MIN_VALUE, Number.MAX_VALUE], "null chooses it");
  },
  cursor: (cursor: unknown, next) => {
    if (cursor !== null) checkPixel("cursor", cursor, next);
  },
};

/** @throws ArgumentError naming the property, what it takes, what it got and what to do */
export function checkControls(
  changes: Partial<CompareState>,
  state: Readonly<CompareState>,
): Partial<CompareState> {
  const next = { ...state, ...changes };
  for (const key of Object.keys(changes) as (keyof CompareState)[])
    checks[key]?.(changes[key] as never, next);
  return changes;
}
