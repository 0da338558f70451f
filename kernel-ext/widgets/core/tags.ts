/** Lists of words, numbers or colours that a reader adds to and takes from. */
import { checkColor } from "./color.js";
import type { Validate } from "./coreWidget.js";
import * as base from "./generated/models.js";
import { WidgetError } from "./property.js";

interface TagsState<T> {
  value: T[];
  allowedTags: T[];
  allowDuplicates: boolean;
}

function checkTags<T>(name: string, { value, allowedTags, allowDuplicates }: TagsState<T>): void {
  const stranger = allowedTags.length > 0 && value.find((tag) => !allowedTags.includes(tag));
  if (stranger !== undefined && stranger !== false) {
    const allowed = allowedTags.join(", ");
    throw new WidgetError(
      name,
      "value",
      `may hold ${allowed}, but holds ${stranger}`,
      "Allow it in allowedTags",
    );
  }
  if (!allowDuplicates && new Set(value).size < value.length) {
    throw new WidgetError(name, "value", "may hold nothing twice, but does", "Set allowDuplicates to true");
  }
}

const words: Validate<TagsState<string>> = (changes, state, name) => {
  checkTags(name, { ...state, ...changes });
  return changes;
};

const numbers: Validate<TagsState<number> & { min: number | null; max: number | null }> = (
  changes,
  state,
  name,
) => {
  const next = { ...state, ...changes };
  checkTags(name, next);
  const { min, max, value } = next;
  const outside = value.find((one) => one < (min ?? -Infinity) || one > (max ?? Infinity));
  if (outside !== undefined) {
    const limits = `${min === null ? "" : `at least ${min}`}${min !== null && max !== null ? " and " : ""}${max === null ? "" : `at most ${max}`}`;
    throw new WidgetError(name, "value", `must be ${limits}, but holds ${outside}`, "Move min and max first");
  }
  return changes;
};

const colors: Validate<TagsState<string>> = (changes, state, name) => {
  const next = { ...state, ...changes };
  for (const color of [...next.value, ...next.allowedTags]) checkColor(name, "value", color);
  checkTags(name, next);
  return changes;
};

export class TagsInput extends base.TagsInput {
  static override validate = words;
}
export class IntsInput extends base.IntsInput {
  static override validate = numbers;
}
export class FloatsInput extends base.FloatsInput {
  static override validate = numbers;
}
export class ColorsInput extends base.ColorsInput {
  static override validate = colors;
}
export class ColorPicker extends base.ColorPicker {
  static override validate: Validate<{ value: string }> = (changes, _state, name) => {
    if (changes.value !== undefined) checkColor(name, "value", changes.value);
    return changes;
  };
}
