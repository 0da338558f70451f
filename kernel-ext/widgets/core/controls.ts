/** What may stand for a control, after ipywidgets' abbreviations. */
import { KernelError } from "../../errors.js";
import { Widget } from "../widget.js";
import { FloatSlider, IntSlider } from "./bounded.js";
import type { AnyWidget } from "./coreWidget.js";
import { Text } from "./events.js";
import { Checkbox } from "./generated/models.js";
import { Dropdown } from "./selections.js";

/** A value that is passed on without a control. */
export class Fixed<T> {
  constructor(readonly value: T) {}
}

/** Keeps a value out of the controls. */
export const fixed = <T>(value: T): Fixed<T> => new Fixed(value);

type WithValue = AnyWidget & { value: unknown };
export type Control =
  | WithValue
  | Fixed<unknown>
  | boolean
  | number
  | string
  | readonly unknown[]
  | { readonly [label: string]: unknown };

/** The type of the value that a control gives. */
export type ValueOf<C> = C extends { value: infer V }
  ? V
  : C extends boolean
    ? boolean
    : C extends number
      ? number
      : C extends string
        ? string
        : C extends readonly number[]
          ? number
          : C extends readonly (infer V)[]
            ? V
            : C extends Record<string, infer V>
              ? V
              : never;

/** The widget, or the fixed value, that an abbreviation stands for. */
export function controlOf(name: string, control: Control): WithValue | Fixed<unknown> {
  if (control instanceof Widget || control instanceof Fixed) return control as WithValue | Fixed<unknown>;
  const description = name;
  if (typeof control === "boolean") return new Checkbox({ value: control, description });
  if (typeof control === "string") return new Text({ value: control, description });
  if (typeof control === "number") return sliderAround(control, description);
  if (Array.isArray(control)) {
    const numbers = control.every((item) => typeof item === "number") ? (control as number[]) : undefined;
    if (numbers?.length === 2 || numbers?.length === 3) return sliderBetween(numbers, description);
    if (control.length > 0) return new Dropdown({ options: control, description }) as WithValue;
  } else if (typeof control === "object" && control !== null && Object.keys(control).length > 0) {
    return new Dropdown({ options: control as Record<string, unknown>, description }) as WithValue;
  }
  throw new KernelError(
    `${name} must be a widget or stand for one, but is ${JSON.stringify(control)}`,
    'Pass true, 3, [0, 10], [0, 10, 2], "text", ["a", "b"], { label: value } or fixed(value)',
  );
}

/** From −v to 3v, as ipywidgets has it. */
function sliderAround(value: number, description: string): WithValue {
  const [min, max] = value === 0 ? [0, 1] : value > 0 ? [-value, 3 * value] : [3 * value, -value];
  return Number.isInteger(value)
    ? new IntSlider({ value, min, max, description })
    : new FloatSlider({ value, min, max, description });
}

function sliderBetween([min, max, step]: number[], description: string): WithValue {
  const middle = (min + max) / 2;
  return [min, max, step ?? 1].every(Number.isInteger)
    ? new IntSlider({ value: Math.floor(middle), min, max, step: step ?? 1, description })
    : new FloatSlider({ value: middle, min, max, step: step ?? (max - min) / 100, description });
}
