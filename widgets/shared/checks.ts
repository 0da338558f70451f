/** What a cell may set, checked before anything is sent. */
import { ArgumentError } from "vision-peel";

/** A value in a few words. */
export function describeGiven(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value) && value.length <= 4) return `[${value.map(describeGiven).join(", ")}]`;
  const { width, height } = value as { width?: unknown; height?: unknown };
  const type = value.constructor?.name ?? "Object";
  return width === undefined ? `a value of type ${type}` : `a ${type} of ${width} × ${height} pixels`;
}

/** @throws ArgumentError always: what was expected, what was given, what to do */
export function refuse(
  argument: string,
  expected: string,
  value: unknown,
  remedy: string,
  got = describeGiven(value),
): never {
  throw new ArgumentError({ argument, expected, got, remedy });
}

/** @throws ArgumentError unless the value is one of the names */
export function checkName(argument: string, value: unknown, names: readonly string[], remedy: string): void {
  if (names.includes(value as string)) return;
  refuse(argument, names.map((name) => `"${name}"`).join(" or "), value, remedy);
}

/** @throws ArgumentError unless the value is true or false */
export function checkBoolean(argument: string, value: unknown): void {
  if (typeof value !== "boolean") refuse(argument, "true or false", value, "write it without quotes");
}

/** @throws ArgumentError unless the value is a finite number from `least` to `most` */
export function checkNumber(
  argument: string,
  value: unknown,
  [least, most]: readonly [number, number],
  remedy: string,
): void {
  if (typeof value === "number" && value >= least && value <= most && Number.isFinite(value)) return;
  refuse(argument, `a number from ${least} to ${most}`, value, remedy);
}

/** @throws ArgumentError unless the value is a pixel of the picture */
export function checkPixel(argument: string, value: unknown, size: { width: number; height: number }): void {
  const { x, y } = (value ?? {}) as { x?: number; y?: number };
  const isInside = (at: number | undefined, side: number): boolean =>
    Number.isInteger(at) && (at as number) >= 0 && (at as number) < side;
  if (isInside(x, size.width) && isInside(y, size.height)) return;
  const expected = `a pixel { x, y } inside ${size.width} × ${size.height}`;
  const got = typeof value === "object" && value !== null ? `{ x: ${x}, y: ${y} }` : describeGiven(value);
  refuse(argument, expected, value, "count from 0 at the top left", got);
}
