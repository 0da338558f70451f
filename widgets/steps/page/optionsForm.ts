import { element } from "../../shared/page/element.js";
import type { DecodeOption } from "../state.js";

export interface OptionsForm {
  readonly root: HTMLElement;
  show(options: readonly DecodeOption[]): void;
}

type Value = string | number | boolean | null;

/** The decoder's options. What is left empty is as usual; a change decodes at once. */
export function makeOptionsForm(
  isLive: () => boolean,
  onChange: (name: string, value: Value) => void,
): OptionsForm {
  const fields = element("div", { class: "peel-options" });
  const hint = element("span", { class: "peel-label", role: "status" });
  const inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();

  function make(option: DecodeOption): HTMLElement {
    const { name, label, usual } = option;
    const input = option.kind === "number" ? numberOf(option) : choiceOf(option);
    inputs.set(name, input);
    input.setAttribute(
      "aria-label",
      `${label}${option.kind === "number" && option.unit ? `, ${option.unit}` : ""}`,
    );
    input.title = `Usually ${usual}`;
    // Keys typed here are no shortcuts.
    input.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Enter") input.dispatchEvent(new Event("change"));
      event.stopPropagation();
    });
    const unit =
      option.kind === "number" && option.unit ? element("span", { class: "peel-unit" }, option.unit) : "";
    return element(
      "label",
      { class: "peel-option" },
      element("span", { class: "peel-label" }, label),
      input,
      unit,
    );
  }
  function numberOf({
    name,
    label,
    least,
    most,
    usual,
  }: Extract<DecodeOption, { kind: "number" }>): HTMLInputElement {
    const input = element("input", {
      ...{ type: "number", class: "peel-number", min: String(least), max: String(most), step: "any" },
      placeholder: usual.split(/[ ,]/)[0],
    });
    let sent = "";
    input.addEventListener("change", () => {
      const isRight = input.value === "" || input.validity.valid;
      input.toggleAttribute("aria-invalid", !isRight);
      hint.textContent = isRight ? "" : `${label} takes ${least} to ${most}; nothing was decoded.`;
      if (!isRight || input.value === sent) return;
      sent = input.value;
      onChange(name, input.value === "" ? null : input.valueAsNumber);
    });
    input.addEventListener("shown", () => {
      sent = input.value;
    });
    return input;
  }
  function choiceOf({ name, choices, usual }: Extract<DecodeOption, { kind: "choice" }>): HTMLSelectElement {
    const select = element(
      "select",
      { class: "peel-choice" },
      element("option", { value: "" }, `as usual (${usual})`),
    );
    for (const [value, text] of choices)
      select.append(element("option", { value: JSON.stringify(value) }, text));
    select.addEventListener("change", () =>
      onChange(name, select.value === "" ? null : (JSON.parse(select.value) as Value)),
    );
    return select;
  }
  return {
    root: element(
      "div",
      { class: "peel-stack", role: "group", "aria-label": "How it is decoded" },
      fields,
      hint,
    ),
    show(options) {
      if (inputs.size === 0) fields.replaceChildren(...options.map(make));
      for (const option of options) {
        const input = inputs.get(option.name);
        if (!input) continue;
        const { value } = option;
        const text = value === null ? "" : option.kind === "number" ? String(value) : JSON.stringify(value);
        if (document.activeElement !== input || option.kind === "choice") input.value = text;
        input.disabled = !isLive();
        input.dispatchEvent(new Event("shown"));
      }
      hint.textContent = isLive() ? "" : "To decode otherwise, run the cell: no kernel listens.";
    },
  };
}
