/** Controls that are lengths or areas in pixels: to which power of the factor they shrink. */
const lengths: Readonly<Record<string, number>> = { smooth: 1, band: 1, minArea: 2, maxHole: 2 };

/**
 * A state as it is for a picture `factor` times smaller: places and sizes in pixels follow, all else stays. A place is
 * whole numbers x and y; directions and viewpoints have more.
 */
export function atFactor<Value>(value: Value, factor: number): Value {
  if (factor === 1 || typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((item) => atFactor(item, factor)) as Value;
  const entries = Object.entries(value);
  const { x, y } = value as { x?: unknown; y?: unknown };
  const isPlace = Number.isInteger(x) && Number.isInteger(y) && !("z" in value) && !("zoom" in value);
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (typeof inner !== "number") return [key, atFactor(inner, factor)];
      if (isPlace && (key === "x" || key === "y")) return [key, Math.floor(inner / factor)];
      if (key === "width" || key === "height") return [key, Math.max(1, Math.ceil(inner / factor))];
      return [key, key in lengths ? Math.ceil(inner / factor ** lengths[key]) : inner];
    }),
  ) as Value;
}

/** By how much a picture has been made smaller; undefined where it was not made of this one. */
export function factorBetween(
  large: { width: number; height: number },
  small: { width: number; height: number },
): number | undefined {
  for (let factor = 1; factor <= large.width; factor++) {
    const width = Math.ceil(large.width / factor);
    if (width < small.width) return undefined;
    if (width === small.width && Math.ceil(large.height / factor) === small.height) return factor;
  }
  return undefined;
}
