/**
 * Values of mathjs are known by the brands that it puts on their prototypes; mathjs itself is not
 * imported.
 */

/** Values whose own text says it all: `5 cm`, `1/3`, `2 + 3i`. */
const textBrands = ["isUnit", "isFraction", "isComplex", "isBigNumber", "isRange", "isResultSet"];

/** As mathjs asks itself: the brand must stand on the prototype of the value's class. */
export function hasBrand(value: object, brand: string): boolean {
  const prototype = (value.constructor as { prototype?: Record<string, unknown> } | undefined)?.prototype;
  return prototype?.[brand] === true;
}

/** The text of a unit, a fraction, a complex or a big number; undefined for anything else. */
export function mathText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return textBrands.some((brand) => hasBrand(value, brand)) ? String(value) : undefined;
}
