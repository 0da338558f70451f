import type { Json } from "../wire/message.js";

/** What a page that is opened again gets of a widget: everything but what it has to ask for. */
export function lightStateOf(full: Json, heldBack: readonly string[] | undefined): Json {
  if (!heldBack) return full;
  const light = Object.entries(full).filter(([key]) => !heldBack.includes(key));
  return { ...Object.fromEntries(light), _is_held_back: true };
}
