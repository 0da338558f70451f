import { element, uniqueId } from "../element.js";

export interface Segments<Value extends string> {
  readonly root: HTMLElement;
  setValue(value: Value): void;
}

/** A row of choices of which one holds: native radio buttons that look like one switch. */
export function makeSegments<Value extends string>(
  label: string,
  choices: readonly (readonly [value: Value, text: string])[],
  onChoose: (value: Value) => void,
): Segments<Value> {
  const name = uniqueId("segments");
  const root = element("div", { class: "peel-segments", role: "radiogroup", "aria-label": label });
  const inputs = new Map<Value, HTMLInputElement>();
  for (const [value, text] of choices) {
    const input = element("input", { type: "radio", name, value });
    input.addEventListener("change", () => onChoose(value));
    inputs.set(value, input);
    root.append(element("label", {}, input, element("span", {}, text)));
  }
  return {
    root,
    setValue(value) {
      const input = inputs.get(value);
      if (input) input.checked = true;
    },
  };
}
