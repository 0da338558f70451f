import { element, setText } from "../element.js";

export interface SliderOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** "60 %", as it stands beside the slider and as it is spoken */
  readonly inWords: (value: number) => string;
  readonly onValue: (value: number) => void;
}

export interface Slider {
  readonly root: HTMLElement;
  setValue(value: number): void;
}

/** A native slider with its name before and its value after it. A double click takes it to `initial`. */
export function makeSlider(options: SliderOptions, initial?: number): Slider {
  const { label, min, max, step, inWords, onValue } = options;
  const input = element("input", {
    type: "range",
    min: String(min),
    max: String(max),
    step: String(step),
    "aria-label": label,
  });
  const text = element("output", { class: "peel-slider-value" });
  const root = element(
    "label",
    { class: "peel-slider" },
    element("span", { class: "peel-label" }, label),
    input,
    text,
  );
  function show(value: number): void {
    setText(text, inWords(value));
    input.setAttribute("aria-valuetext", inWords(value));
  }
  input.addEventListener("input", () => {
    show(input.valueAsNumber);
    onValue(input.valueAsNumber);
  });
  if (initial !== undefined) input.addEventListener("dblclick", () => onValue(initial));
  return {
    root,
    setValue(value) {
      input.valueAsNumber = value;
      show(value);
    },
  };
}
