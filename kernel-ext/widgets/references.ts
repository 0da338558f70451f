/** Widgets inside a state travel as "IPY_MODEL_" and their id. */
import { currentRuntime } from "../runtime.js";
import type { Json } from "../wire/message.js";
import { isPlainObject } from "./buffers.js";

const prefix = "IPY_MODEL_";

function mapValues(value: unknown, replace: (value: unknown) => unknown): unknown {
  const replaced = replace(value);
  if (replaced !== value) return replaced;
  if (Array.isArray(value)) return value.map((item) => mapValues(item, replace));
  // Dates, bytes and the like hold no widgets.
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapValues(item, replace)]));
}

function idOf(value: unknown): string | undefined {
  const id = (value as { modelId?: unknown } | null)?.modelId;
  return typeof id === "string" && currentRuntime()?.widgets.get(id) === value ? id : undefined;
}

/** Replaces every widget in a state by its reference. */
export function packReferences(state: Json): Json {
  return mapValues(state, (value) => {
    const id = typeof value === "object" && value !== null ? idOf(value) : undefined;
    return id === undefined ? value : prefix + id;
  }) as Json;
}

/** Replaces every reference to an open widget by the widget. */
export function unpackReferences(state: Json): Json {
  return mapValues(state, (value) => {
    if (typeof value !== "string" || !value.startsWith(prefix)) return value;
    return currentRuntime()?.widgets.get(value.slice(prefix.length)) ?? value;
  }) as Json;
}
