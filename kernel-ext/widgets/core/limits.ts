/** Values that stay within their limits, as ipywidgets keeps them. */
import { KernelError } from "../../errors.js";

type Validate<State> = (changes: Partial<State>, state: Readonly<State>) => Partial<State>;

export interface Limits {
  min: number;
  max: number;
}

const clamp = (value: number, { min, max }: Limits) => Math.min(max, Math.max(min, value));

function checkLimits({ min, max }: Limits): void {
  if (!(min <= max)) {
    throw new KernelError(
      `min must be at most max, but min is ${min} and max is ${max}`,
      "Set both at once: widget.set({ min, max })",
    );
  }
}

function checkNumber(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new KernelError(`${name} must be a finite number, but is ${String(value)}`, "Set a number");
}

/** One number between min and max. */
export const clampValue: Validate<Limits & { value: number }> = (changes, state) => {
  const next = { ...state, ...changes };
  checkLimits(next);
  return { ...changes, value: clamp(checkNumber("value", next.value), next) };
};

/** The same, in whole numbers. */
export const clampInteger: Validate<Limits & { value: number }> = (changes, state) => {
  const { value, ...rest } = clampValue(changes, state);
  return { ...rest, value: Math.round(value as number) };
};

/** Two numbers between min and max, the smaller first. */
export const clampRange: Validate<Limits & { value: [number, number] }> = (changes, state) => {
  const next = { ...state, ...changes };
  checkLimits(next);
  if (!Array.isArray(next.value) || next.value.length !== 2) {
    throw new KernelError("value must be a pair of numbers", "Set [low, high]");
  }
  const [low, high] = next.value.map((value) => clamp(checkNumber("value", value), next));
  return { ...changes, value: low <= high ? [low, high] : [high, low] };
};

/** min and max are exponents of base. */
export const clampLog: Validate<Limits & { value: number; base: number }> = (changes, state) => {
  const next = { ...state, ...changes };
  checkLimits(next);
  const limits = { min: next.base ** next.min, max: next.base ** next.max };
  return { ...changes, value: clamp(checkNumber("value", next.value), limits) };
};
