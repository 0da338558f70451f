import { element, setText } from "../element.js";

export interface ReadoutField {
  /** its place in the style sheet: `peel-field-NAME`, `peel-value-NAME` */
  readonly name: string;
  /** stands before the value, or before every value of the same field */
  readonly label?: string;
  /** stands after it */
  readonly unit?: string;
  /** shows a patch of colour before it */
  readonly swatch?: boolean;
  /** shares the field of the one before it */
  readonly joined?: boolean;
  /** is there only while it has a value; for the last fields, so that nothing else moves */
  readonly optional?: boolean;
}

/** What a field shows: text, or nothing with its unit hidden; for a swatch its colour too. */
export interface ReadoutValue {
  readonly text: string;
  /** false hides the unit: "∞" has none */
  readonly hasUnit?: boolean;
  /** a CSS colour */
  readonly colour?: string;
}

export interface Readout {
  readonly root: HTMLElement;
  /** Shows values by the names of their fields; a field without one is empty. Null: nothing is read. */
  show(values: Readonly<Record<string, ReadoutValue | string>> | null): void;
}

/**
 * The status line under the picture. Every value has its fixed place, so nothing jumps as the cursor moves; where there
 * is no value, its label is not seen either.
 */
export function makeReadout(fields: readonly ReadoutField[]): Readout {
  const row = element("div", { class: "peel-fields", "aria-hidden": "true" });
  const parts = fields.map((field) => ({ field, ...makeField(field, row) }));
  const hint = element("div", { class: "peel-idle" }, "Point at the picture to read a pixel");
  const root = element("div", { class: "peel-readout" }, row, hint);
  return {
    root,
    show(values) {
      root.classList.toggle("peel-is-idle", values === null);
      if (values === null) return;
      for (const { field, text, label, unit, swatch, place } of parts) {
        const given = values[field.name] ?? "";
        const value: ReadoutValue = typeof given === "string" ? { text: given } : given;
        setText(text, value.text);
        if (label) label.style.visibility = value.text === "" ? "hidden" : "";
        if (field.optional && place) place.hidden = value.text === "";
        if (unit) unit.hidden = value.text === "" || value.hasUnit === false;
        if (swatch) {
          // Not "visible", which is seen in a hidden line, too.
          swatch.style.visibility = value.colour ? "" : "hidden";
          swatch.style.backgroundColor = value.colour ?? "";
        }
      }
    },
  };
}

function makeField(
  { name, label: labelText, unit: unitText, swatch: hasSwatch, joined }: ReadoutField,
  row: HTMLElement,
): {
  text: HTMLElement;
  label: HTMLElement | undefined;
  unit: HTMLElement | undefined;
  swatch: HTMLElement | undefined;
  place: HTMLElement | undefined;
} {
  const text = element("span", { class: `peel-value peel-value-${name}` });
  const label = labelText === undefined ? undefined : element("span", { class: "peel-label" }, labelText);
  const unit = unitText === undefined ? undefined : element("span", { class: "peel-unit" }, unitText);
  const swatch = hasSwatch ? element("span", { class: "peel-swatch" }) : undefined;
  const parts: Node[] = [];
  if (label) parts.push(label);
  if (swatch) parts.push(swatch);
  parts.push(unit ? element("span", {}, text, " ", unit) : text);
  const last = row.lastElementChild;
  if (joined && last) {
    last.append(...parts);
    return { text, label, unit, swatch, place: undefined };
  }
  const place = element("span", { class: `peel-field peel-field-${name}` }, ...parts);
  row.append(place);
  return { text, label, unit, swatch, place };
}
