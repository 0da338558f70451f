/** Options to choose among: what may be given, and which label stands for which value. */
import { isSameValue } from "../equal.js";
import { WidgetError } from "./property.js";

/** Values, which label themselves; pairs of label and value; or a Map or an object from label to value. */
export type Choices<T> =
  | ReadonlyMap<string, T>
  | readonly (readonly [label: string, value: T])[]
  | readonly T[]
  | Readonly<Record<string, T>>;

export interface Labelled<T> {
  labels: string[];
  values: T[];
}

const isPair = (choice: unknown): choice is readonly [string, unknown] =>
  Array.isArray(choice) && choice.length === 2 && typeof choice[0] === "string";

/** Labels and values of what was given. */
export function labelled<T>(choices: Choices<T>): Labelled<T> {
  if (choices instanceof Map)
    return { labels: [...choices.keys()].map(String), values: [...choices.values()] };
  if (!Array.isArray(choices)) return { labels: Object.keys(choices), values: Object.values(choices) };
  if (choices.length > 0 && choices.every(isPair)) {
    return { labels: choices.map(([label]) => label), values: choices.map(([, value]) => value as T) };
  }
  return { labels: choices.map(String), values: [...choices] as T[] };
}

/** A copy: who changes the list that was given changes no widget. */
export function copyOf<T>(choices: Choices<T>): Choices<T> {
  if (choices instanceof Map) return new Map(choices);
  return Array.isArray(choices) ? [...choices] : { ...choices };
}

/** Where a value, or a label, stands among the options. */
export function indexOf(
  widget: string,
  property: string,
  options: readonly unknown[],
  wanted: unknown,
): number {
  const same = options.indexOf(wanted);
  const index = same >= 0 ? same : options.findIndex((option) => isSameValue(option, wanted));
  if (index >= 0) return index;
  throw new WidgetError(
    widget,
    property,
    `must be one of the options, but is ${String(wanted)}`,
    "Set it together with new options, or set one of these",
  );
}

/** Throws for an index that no option has. */
export function checkIndex(widget: string, index: number, count: number): void {
  if (index >= 0 && index < count) return;
  throw new WidgetError(
    widget,
    "index",
    `must be at least 0 and below ${count}, the number of options, but is ${index}`,
    "Set the index of one of the options",
  );
}
