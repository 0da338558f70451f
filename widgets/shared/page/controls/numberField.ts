import { element } from "../element.js";

export interface NumberFieldOptions {
  /** stands before the number */
  readonly label: string;
  /** what the field is called where its label alone says too little */
  readonly spoken: string;
  readonly unit: HTMLElement | string;
  /** of the input element: its type, its limits */
  readonly attributes: Readonly<Record<string, string>>;
  /** what may be set, in a few words, for those who have typed something else */
  readonly allowed: () => string;
  /** undefined if the text is no number that may be set */
  readonly parse: (text: string) => number | undefined;
  readonly format: (value: number) => string;
  readonly onValue: (value: number) => void;
}

export interface NumberField {
  readonly root: HTMLElement;
  setValue(value: number): void;
}

/**
 * A number to type. Enter or leaving the field takes it; what may not be set is marked and not taken, and the old one
 * is back when the field is left; Escape brings it back at once.
 *
 * Enter is listened for itself: in an output of JupyterLab it brings no `change`. Keys typed here are no shortcuts.
 */
export function makeNumberField(options: NumberFieldOptions): NumberField {
  const { label, spoken, unit, attributes, allowed, parse, format, onValue } = options;
  const input = element("input", { ...attributes, "aria-label": spoken, class: "peel-number" });
  const root = element(
    "label",
    { class: "peel-limit" },
    element("span", { class: "peel-label" }, label),
    input,
    unit,
  );
  let shown = "";

  function restore(): void {
    input.value = shown;
    input.removeAttribute("aria-invalid");
    input.setCustomValidity("");
  }

  function take(): void {
    if (input.value === shown) return restore();
    const value = parse(input.value);
    if (value === undefined) {
      input.setAttribute("aria-invalid", "true");
      // The browser shows it beside the field, and tells those who listen.
      input.setCustomValidity(allowed());
      input.reportValidity();
      return;
    }
    restore();
    onValue(value);
  }

  input.addEventListener("change", take);
  input.addEventListener("blur", () => {
    if (input.hasAttribute("aria-invalid")) restore();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") take();
    if (event.key === "Escape") restore();
  });
  return {
    root,
    setValue(value) {
      const next = format(value);
      // What is being typed stays while something else changes.
      if (next === shown) return;
      shown = next;
      restore();
    },
  };
}
