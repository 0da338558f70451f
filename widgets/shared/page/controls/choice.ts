import { element } from "../element.js";

export interface Choice<Value extends string> {
  readonly root: HTMLElement;
  setValue(value: Value): void;
}

/** A native list of choices with its name before it, for more choices than a row of segments holds. */
export function makeChoice<Value extends string>(
  label: string,
  choices: readonly (readonly [value: Value, text: string])[],
  onChoose: (value: Value) => void,
): Choice<Value> {
  const select = element("select", { class: "peel-choice", "aria-label": label });
  for (const [value, text] of choices) select.append(element("option", { value }, text));
  select.addEventListener("change", () => onChoose(select.value as Value));
  return {
    root: element(
      "label",
      { class: "peel-choice-place" },
      element("span", { class: "peel-label" }, label),
      select,
    ),
    setValue(value) {
      select.value = value;
    },
  };
}
