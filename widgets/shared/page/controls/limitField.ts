import { metresNumber, parseMetres } from "../../metresText.js";
import { element } from "../element.js";
import { makeNumberField } from "./numberField.js";

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
  const { root, setValue } = makeNumberField({
    label,
    spoken: `${spoken} limit in metres`,
    unit: element("span", { class: "peel-unit" }, "m"),
    attributes: { type: "text", inputmode: "decimal", spellcheck: "false", autocomplete: "off" },
    allowed: () => (isAllowed(Infinity) ? "Metres: a number from 0, or ∞" : "Metres: a number from 0"),
    parse(text) {
      const metres = parseMetres(text);
      return metres !== undefined && isAllowed(metres) ? metres : undefined;
    },
    format: metresNumber,
    onValue: onMetres,
  });
  return { root, setMetres: setValue };
}
