import { metresNumber, parseMetres } from "../../metresText.js";
import { element } from "../element.js";

export interface LimitField {
  readonly root: HTMLElement;
  setMetres(metres: number): void;
}

/**
 * A limit as a number to type: "2.4", "2.4 m", "∞". Enter or leaving the field takes it; what is no
 * depth, or lies beyond the other limit, is marked and not taken; Escape brings the old one back.
 *
 * @param spoken what the field is called where its label alone says too little
 */
export function makeLimitField(
  label: string,
  isAllowed: (metres: number) => boolean,
  onMetres: (metres: number) => void,
  spoken = label,
): LimitField {
  const input = element("input", {
    type: "text",
    inputmode: "decimal",
    spellcheck: "false",
    autocomplete: "off",
    "aria-label": `${spoken} limit in metres`,
    class: "peel-number",
  });
  const unit = element("span", { class: "peel-unit" }, "m");
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
  }

  function take(): void {
    if (input.value === shown) return restore();
    const metres = parseMetres(input.value);
    if (metres === undefined || !isAllowed(metres)) return input.setAttribute("aria-invalid", "true");
    restore();
    onMetres(metres);
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
    setMetres(metres) {
      const next = metresNumber(metres);
      // What is being typed stays while something else changes.
      if (next === shown) return;
      shown = next;
      restore();
    },
  };
}
