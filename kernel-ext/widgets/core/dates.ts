/** Days and times that stay between a first and a last. */
import type { Validate } from "./coreWidget.js";
import { timeText } from "./forms.js";
import * as base from "./generated/models.js";
import { WidgetError } from "./property.js";

interface Bounds<T> {
  value: T | null;
  min: T | null;
  max: T | null;
}

/** Moves the value to the nearest that is allowed, as ipywidgets does. */
function between<T extends Date | string>(
  changes: Partial<Bounds<T>>,
  state: Readonly<Bounds<T>>,
  name: string,
) {
  const { value, min, max } = { ...state, ...changes };
  if (min !== null && max !== null && min > max) {
    const words = [min, max].map((one) => (one instanceof Date ? one.toISOString() : one));
    throw new WidgetError(
      name,
      "min",
      `must not come after max, but min is ${words[0]} and max is ${words[1]}`,
      "Set both at once: widget.set({ min, max })",
    );
  }
  if (value === null) return changes;
  const early = min !== null && value < min ? min : value;
  return { ...changes, value: max !== null && early > max ? max : early };
}

const moments: Validate<Bounds<Date>> = (changes, state, name) => between(changes, state, name);

/** Times are compared as text, so they are written in one way. */
const times: Validate<Bounds<string>> = (changes, state, name) => {
  const written = Object.entries(changes).map(([key, value]) => [
    key,
    typeof value === "string" && ["value", "min", "max"].includes(key) ? timeText(value) : value,
  ]);
  return between(Object.fromEntries(written) as Partial<Bounds<string>>, state, name);
};

/** A calendar day, at midnight in UTC. */
export class DatePicker extends base.DatePicker {
  static override validate = moments;
}
/** A moment; the page shows it in the reader's time zone. */
export class DatetimePicker extends base.DatetimePicker {
  static override validate = moments;
}
/** A date and time without a zone: what the clock shows, here and in the page. */
export class NaiveDatetimePicker extends base.NaiveDatetimePicker {
  static override validate = moments;
}
/** A time of day, as "09:30:00". */
export class TimePicker extends base.TimePicker {
  static override validate = times;
}
