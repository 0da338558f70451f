import type { Json } from "../wire/message.js";

const major = (version: unknown) =>
  String(version)
    .replace(/^[\^~]/, "")
    .split(".")[0];

/** The six names that identify a model, as one text; of the versions only what breaks. */
export function modelKey(state: Json): string {
  return [
    state._model_module,
    major(state._model_module_version),
    state._model_name,
    state._view_module,
    major(state._view_module_version),
    state._view_name,
  ].join(" ");
}
