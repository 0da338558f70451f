/** How metres are written and spoken. Pure: the kernel and the page use it alike. */

/** Decimals that one step of the 8-bit code is worth: 3 mm at the camera, 2 cm at 10 m, 2 m at 80 m. */
function decimalsOf(metres: number): number {
  // Just below a power of ten what will round up to it.
  if (metres < 0.9995) return 3;
  if (metres < 99.995) return 2;
  return metres < 999.95 ? 1 : 0;
}

/**
 * The number without its unit: "13.84", "∞", "unknown".
 *
 * @example metresNumber(0.5) // "0.500"
 */
export function metresNumber(metres: number): string {
  if (metres === Infinity) return "∞";
  if (metres === 0) return "0";
  return metres >= 0 ? metres.toFixed(decimalsOf(metres)) : "unknown";
}

/** With its unit, joined by a no-break space: "13.84 m". */
export function metresText(metres: number): string {
  return metres >= 0 && metres < Infinity ? `${metresNumber(metres)}\u00a0m` : metresNumber(metres);
}

/** As one says it, for those who listen: "2.4 metres", "infinitely far", "unknown". */
export function metresInWords(metres: number): string {
  if (metres === Infinity) return "infinitely far";
  if (!(metres >= 0)) return "unknown";
  const number = String(Number(metres.toPrecision(3)));
  return `${number} ${number === "1" ? "metre" : "metres"}`;
}

/** What a limit is rounded to when it is dragged, so that the number shown is the number set. */
export function roundMetres(metres: number): number {
  return Number.isFinite(metres) ? Number(metres.toFixed(decimalsOf(metres))) : metres;
}

/**
 * Reads what a person typed: "2.4", "2.4 m", "2,4", "∞", "inf". Undefined if it is no depth.
 *
 * @example parseMetres("∞") // Infinity
 */
export function parseMetres(text: string): number | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/\s*(m|metres?|meters?)$/, "")
    .replace(",", ".");
  if (/^(∞|inf|infinity)$/.test(bare)) return Infinity;
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(bare)) return undefined;
  return Number(bare);
}
