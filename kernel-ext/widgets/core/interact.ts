/** A function that runs again whenever one of its arguments is moved. */
import { requireRuntime } from "../../runtime.js";
import { Widget } from "../widget.js";
import { type Control, controlOf, type ValueOf } from "./controls.js";
import type { AnyWidget } from "./coreWidget.js";
import { Button } from "./events.js";
import { VBox } from "./generated/models.js";
import { Output } from "./output.js";

type Values<C> = { [K in keyof C]: ValueOf<C[K]> };

export interface InteractOptions {
  /** Runs only when its button is pressed: for functions that take long. */
  manual?: boolean;
}

/** The controls above the output of the function. */
export class Interactive<C extends Record<string, Control>> extends VBox {
  static override readonly model = VBox.model;
  readonly controls: { readonly [K in keyof C]: AnyWidget & { value: ValueOf<C[K]> } };
  readonly output: Output;
  readonly #show: (values: Values<C>) => unknown;
  #isRunning = false;
  #isStale = false;

  constructor(controls: C, show: (values: Values<C>) => unknown, { manual = false }: InteractOptions = {}) {
    const made = Object.fromEntries(
      Object.entries(controls).map(([name, control]) => [name, controlOf(name, control)]),
    );
    const visible = Object.values(made).filter((control) => control instanceof Widget);
    const output = new Output();
    const button = new Button({ description: "Run" });
    super({ children: [...visible, ...(manual ? [button] : []), output] });
    this.controls = made as never;
    this.output = output;
    this.#show = show;
    if (manual) button.onClick(() => void this.update());
    else {
      for (const control of visible) control.onChange(["value", "index"] as never, () => void this.update());
      void this.update();
    }
  }

  /** What the function is called with. */
  get values(): Values<C> {
    return Object.fromEntries(
      Object.entries(this.controls).map(([name, { value }]) => [name, value]),
    ) as Values<C>;
  }

  /** Runs the function now. While it runs, further changes are remembered as one. */
  async update(): Promise<void> {
    this.#isStale = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.output.capture(() => this.#run());
    }
    this.#isRunning = false;
  }

  async #run(): Promise<void> {
    const runtime = requireRuntime("interact");
    runtime.clearOutput({ wait: true });
    try {
      const result = await this.#show(this.values);
      if (result !== undefined) runtime.display(await runtime.bundleOf(result));
    } catch (error) {
      runtime.displayError(error);
    }
  }
}

/**
 * Calls a function with the values of controls, and again whenever one of them is moved. Controls
 * are widgets, or stand for them: `true` a checkbox, `3` or `[0, 10]` or `[0, 10, 2]` a slider,
 * `"text"` a field, `["a", "b"]` or `{ label: value }` a choice, `fixed(x)` no control at all.
 *
 * @example
 * interact({ seed: [0, 100], kind: ["room", "yard"] }, ({ seed, kind }) =>
 *   renderScene(sampleScene({ seed, kind }), { width: 160, height: 120 }).photo)
 */
export function interact<const C extends Record<string, Control>>(
  controls: C,
  show: (values: Values<C>) => unknown,
  options?: InteractOptions,
): Interactive<C> {
  return new Interactive(controls, show, options);
}
