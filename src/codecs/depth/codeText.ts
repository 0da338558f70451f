import { type ColourInput, formatColour, readColour } from "../../color/notation.js";
import { COLOUR_PATHS, type ColourPathInput, type ColourPathName } from "../../color/paths/index.js";
import { ArgumentError } from "../../errors.js";
import type { PathCodeOptions } from "./pathCodeOptions.js";
import { DEPTH_TRANSFORMS, type DepthTransformInput } from "./transforms.js";

const NUMBERS = ["near", "far", "lambda", "c"];
const RULES = ["atNear", "atFar", "unknown", "unit"];

/**
 * Reads a code as people write it: `PATH[:TRANSFORM[:name=value,…]]`. The path is a name, `_r` behind it turns it
 * round, or colours, as in `black>#f00>white`; values are near, far, lambda, c, atNear, atFar, unknown and unit.
 * JSON of the options is read as well.
 *
 * @throws ArgumentError for what is neither
 * @example parseDepthCode("plasma_r:disparity:near=0.5") // { path: "plasma", reversed: true, transform: … }
 */
export function parseDepthCode(text: string): PathCodeOptions {
  if (text.trim().startsWith("{")) return fromJson(text);
  const [pathText, kind = "power", valueText = "", ...more] = text.trim().split(":");
  if (more.length > 0 || !(DEPTH_TRANSFORMS as readonly string[]).includes(kind))
    refuse(text, `PATH:TRANSFORM:name=value,… with one of ${DEPTH_TRANSFORMS.join(", ")}`);
  const values = new Map<string, string>();
  for (const pair of valueText.split(",").filter(Boolean)) {
    const [name, value] = pair.split("=").map((part) => part.trim());
    if (![...NUMBERS, ...RULES].includes(name) || !value)
      refuse(text, `written with ${[...NUMBERS, ...RULES].join(", ")}`);
    values.set(name, value);
  }
  const pick = (names: readonly string[], read: (value: string) => unknown) =>
    Object.fromEntries(
      names.filter((name) => values.has(name)).map((name) => [name, read(values.get(name) as string)]),
    );
  const transform = {
    kind,
    ...pick(NUMBERS, (value) => numberIn(value, text)),
  } as unknown as DepthTransformInput;
  return { ...pathIn(pathText, text), transform, ...pick(RULES, (value) => value) };
}

/** The text of a code, which `parseDepthCode` reads; lists keep their colours, functions are "custom". */
export function codeName({
  path = "cube",
  reversed,
  transform = { kind: "power" },
  ...rules
}: PathCodeOptions): string {
  const { kind, ...numbers } = kindWithDefaults(transform);
  const written = {
    ...numbers,
    ...rules,
    ...(rules.unknown !== undefined && { unknown: hexOf(rules.unknown, "unknown") }),
  };
  const values = Object.entries(written)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`);
  return [
    `${pathText(path)}${reversed ? "_r" : ""}`,
    kind,
    ...(values.length > 0 ? [values.join(",")] : []),
  ].join(":");
}

const kindWithDefaults = (transform: DepthTransformInput): DepthTransformInput =>
  transform.kind === "power"
    ? { ...transform, lambda: transform.lambda ?? -3, c: transform.c ?? 10 / 3 }
    : transform;

function pathText(path: ColourPathInput): string {
  if (typeof path === "string") return path;
  if (typeof path === "function" || path.length > 16) return "custom";
  return path.map((colour) => hexOf(colour)).join(">");
}

const hexOf = (colour: ColourInput, argument = "path"): string =>
  formatColour(readColour(colour, argument).colour, "hex");

function pathIn(text: string, whole: string): Pick<PathCodeOptions, "path" | "reversed"> {
  const reversed = text.endsWith("_r");
  const name = (reversed ? text.slice(0, -2) : text).trim();
  const turned = reversed ? { reversed } : {};
  if (name.includes(">")) return { path: name.split(">"), ...turned };
  const known = name === "gray" ? "grey" : name;
  if (!(COLOUR_PATHS as readonly string[]).includes(known))
    refuse(whole, `begun with one of ${COLOUR_PATHS.join(", ")}, or colours as black>red>white`);
  return { path: known as ColourPathName, ...turned };
}

function numberIn(text: string, whole: string): number {
  const named = { inf: Infinity, "-inf": -Infinity }[text];
  const [numerator, denominator = "1", ...more] = text.split("/");
  const value = named ?? (more.length > 0 ? Number.NaN : Number(numerator) / Number(denominator));
  return Number.isNaN(value) ? refuse(whole, `written with numbers, but not ${text}`) : value;
}

function fromJson(text: string): PathCodeOptions {
  try {
    return JSON.parse(text) as PathCodeOptions;
  } catch {
    return refuse(text, "JSON as JSON is written");
  }
}

function refuse(text: string, expected: string): never {
  throw new ArgumentError({
    argument: "code",
    expected,
    got: JSON.stringify(text),
    remedy: "write plasma:log:near=0.5,far=80, for example, or cube for the paper's",
  });
}
