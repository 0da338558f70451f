import { element } from "../element.js";

export interface Toggle {
  readonly root: HTMLElement;
  setValue(isOn: boolean): void;
}

/** A native check box with its name after it. */
export function makeToggle(label: string, onToggle: (isOn: boolean) => void): Toggle {
  const input = element("input", { type: "checkbox" });
  input.addEventListener("change", () => onToggle(input.checked));
  return {
    root: element("label", { class: "peel-toggle" }, input, element("span", {}, label)),
    setValue(isOn) {
      input.checked = isOn;
    },
  };
}
