/** What the properties of a core widget may hold, and how a wrong value is told. */
import { inspect } from "node:util";
import { KernelError } from "../../errors.js";
import { currentRuntime } from "../../runtime.js";
import { bytesOf } from "../buffers.js";
import type { FormKind } from "./forms.js";

export type PropertyKind =
  | "string"
  | "bool"
  | "int"
  | "float"
  | "bytes"
  | "reference"
  | "object"
  | "array"
  | "any"
  | FormKind;

export interface Property {
  /** Its name on the wire; none: pages know nothing of it. */
  wire?: string;
  /** One of several where it is a list. */
  kind: PropertyKind | readonly PropertyKind[];
  isNullable?: true;
  oneOf?: readonly unknown[];
  /** What an array holds. */
  items?: PropertyKind;
  /** How many an array holds. */
  length?: number;
}

/** A property of a widget got what it cannot take. */
export class WidgetError extends KernelError {
  override name = "WidgetError";
  constructor(
    /** The class, as in `IntSlider`. */
    readonly widget: string,
    readonly property: string,
    problem: string,
    remedy: string,
  ) {
    super(`${widget}.${property} ${problem}`, remedy);
  }
}

const shown = (value: unknown) =>
  isWidget(value)
    ? `a ${value.constructor.name}`
    : inspect(value, { depth: 0, maxStringLength: 40, maxArrayLength: 4, breakLength: Infinity });

/** True for a widget that is open, whichever copy of this package made it. */
export function isWidget(value: unknown): value is { modelId: string } {
  const id = (value as { modelId?: unknown } | null)?.modelId;
  return typeof id === "string" && currentRuntime()?.widgets.get(id) === value;
}

const isDate = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime());
const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Each kind's name and check. */
const kinds: Record<PropertyKind, [name: string, is: (value: unknown) => boolean]> = {
  string: ["a string", (value) => typeof value === "string"],
  bool: ["true or false", (value) => typeof value === "boolean"],
  int: ["a finite number", isNumber],
  float: ["a finite number", isNumber],
  bytes: ["bytes (a Uint8Array)", (value) => bytesOf(value) !== undefined],
  reference: ["an open widget", isWidget],
  object: ["an object", isObject],
  array: ["an array", Array.isArray],
  any: ["a value", () => true],
  date: ["a valid Date", isDate],
  datetime: ["a valid Date", isDate],
  naive: ["a valid Date", isDate],
  time: [
    'a time of day like "09:30" or "09:30:15.5"',
    (value) => typeof value === "string" && /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/.test(value),
  ],
  files: ["a list of files", (value) => Array.isArray(value) && value.every(isObject)],
};

/**
 * The value as it is stored: whole where the property is whole. Throws {@link WidgetError}, which
 * names the class and the property.
 */
export function checkProperty(widget: string, name: string, property: Property, value: unknown): unknown {
  if (value === null && property.isNullable) return null;
  const allowed = [property.kind].flat() as PropertyKind[];
  const kind = allowed.find((one) => kinds[one][1](value));
  const orNull = property.isNullable ? ", or null" : "";
  if (kind === undefined) {
    const expected = allowed.map((one) => kinds[one][0]).join(" or ");
    const closed = allowed.includes("reference") && (value as { modelId?: unknown } | null)?.modelId;
    const got = closed ? "a closed widget" : shown(value);
    throw new WidgetError(widget, name, `must be ${expected}${orNull}, but is ${got}`, `Pass ${expected}`);
  }
  if (property.oneOf && !property.oneOf.includes(value)) {
    const choices = property.oneOf.map((one) => JSON.stringify(one)).join(", ");
    throw new WidgetError(
      widget,
      name,
      `must be one of ${choices}${orNull}, but is ${shown(value)}`,
      "Pass one of them",
    );
  }
  if (kind === "array") return checkItems(widget, name, property, value as unknown[]);
  return kind === "int" ? Math.round(value as number) : value;
}

function checkItems(widget: string, name: string, { items, length }: Property, value: unknown[]): unknown[] {
  if (length !== undefined && value.length !== length) {
    throw new WidgetError(widget, name, `must have ${length} items, but has ${value.length}`, "Pass a pair");
  }
  const item: Property = { kind: items ?? "any" };
  return value.map((one, i) => checkProperty(widget, `${name}[${i}]`, item, one));
}

/** Throws for a name that the class does not have, and proposes one that it has. */
export function unknownProperty(widget: string, name: string, known: readonly string[]): WidgetError {
  const bare = (text: string) => text.toLowerCase().replaceAll("_", "");
  const alike = known.find((one) => bare(one) === bare(name)) ?? known.find((one) => isNear(one, name));
  const remedy = alike ? `Did you mean ${alike}?` : `It has ${[...known].sort().join(", ")}`;
  return new WidgetError(widget, name, `does not exist: ${widget} has no such property`, remedy);
}

/** One letter too many, too few, or wrong. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return [
    [i + 1, i + 1],
    [i + 1, i],
    [i, i + 1],
  ].some(([p, q]) => a.slice(p) === b.slice(q));
}
