/** Values that stay within their limits, as ipywidgets keeps them. */
import type { Validate } from "./coreWidget.js";
import { WidgetError } from "./property.js";

export interface Limits {
  min: number;
  max: number;
}

const clamp = (value: number, { min, max }: Limits) => Math.min(max, Math.max(min, value));

function checkLimits(name: string, { min, max }: Limits): void {
  if (min <= max) return;
  throw new WidgetError(
    name,
    "min",
    `must be at most max, but min is ${min} and max is ${max}`,
    "Set both at once: widget.set({ min, max })",
  );
}

/** One number between min and max. */
export const clampValue: Validate<Limits & { value: number }> = (changes, state, name) => {
  const next = { ...state, ...changes };
  checkLimits(name, next);
  return { ...changes, value: clamp(next.value, next) };
};

/** Two numbers between min and max, the smaller first. */
export const clampRange: Validate<Limits & { value: [number, number] }> = (changes, state, name) => {
  const next = { ...state, ...changes };
  checkLimits(name, next);
  const [low, high] = next.value.map((value) => clamp(value, next));
  return { ...changes, value: low <= high ? [low, high] : [high, low] };
};

/** min and max are exponents of base. */
export const clampLog: Validate<Limits & { value: number; base: number }> = (changes, state, name) => {
  const next = { ...state, ...changes };
  checkLimits(name, next);
  if (next.base <= 1) {
    throw new WidgetError(name, "base", `must be above 1, but is ${next.base}`, "Pass 10, 2 or Math.E");
  }
  const limits = { min: next.base ** next.min, max: next.base ** next.max };
  return { ...changes, value: clamp(next.value, limits) };
};
