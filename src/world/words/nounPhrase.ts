import type { PlainThing } from "../plain/plainScene.js";

/** What may be said of a thing before its name, in the order in which it is said. */
export const ATTRIBUTES = ["sizeName", "pattern", "colourName"] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** "big striped red ball": what is asked for and known. */
export function nounPhrase(thing: PlainThing, attributes: readonly Attribute[], noun?: string): string {
  const said = ATTRIBUTES.filter((one) => attributes.includes(one)).map((one) => thing[one]);
  return [...said, noun ?? thing.className].filter((word) => word !== undefined).join(" ");
}

/** Whether the other thing would answer to the same description. */
export const answersTo = (other: PlainThing, thing: PlainThing, attributes: readonly Attribute[]): boolean =>
  attributes.every((one) => other[one] === thing[one]);
