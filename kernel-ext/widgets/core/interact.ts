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

/** Runs a function into an Output, one run at a time. */
class Runner {
  readonly output = new Output();
  #isRunning = false;
  #isStale = false;

  constructor(readonly show: () => unknown) {}

  /** Runs now. While it runs, further calls are remembered as one. */
  async run(): Promise<void> {
    this.#isStale = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.output.capture(() => this.#once());
    }
    this.#isRunning = false;
  }

  async #once(): Promise<void> {
    const runtime = requireRuntime("interact");
    runtime.clearOutput({ wait: true });
    try {
      const result = await this.show();
      if (isGenerator(result)) await this.#follow(result);
      else if (result !== undefined) runtime.display(await runtime.bundleOf(result));
    } catch (error) {
      runtime.displayError(error);
    }
  }

  /** Shows what a generator yields, each in place of the one before, until a control is moved. */
  async #follow(values: AnyGenerator): Promise<void> {
    const runtime = requireRuntime("interact");
    for await (const value of values) {
      if (this.#isStale) return;
      const bundle = await runtime.bundleOf(value);
      runtime.clearOutput({ wait: true });
      runtime.display(bundle);
    }
  }
}

type AnyGenerator = AsyncIterable<unknown> | Iterable<unknown>;

function isGenerator(value: unknown): value is AnyGenerator {
  const tag = (value as { [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag];
  return tag === "Generator" || tag === "AsyncGenerator";
}

type Controls<C> = { readonly [K in keyof C]: { value: ValueOf<C[K]> } };

function valuesOf<C>(controls: Controls<C>): Values<C> {
  const entries = Object.entries<{ value: unknown }>(controls);
  return Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as Values<C>;
}

/** The controls above the output of the function. */
export class Interactive<C extends Record<string, Control>> extends VBox {
  static override readonly model = VBox.model;
  readonly controls: { readonly [K in keyof C]: AnyWidget & { value: ValueOf<C[K]> } };
  readonly #runner: Runner;

  constructor(controls: C, show: (values: Values<C>) => unknown, { manual = false }: InteractOptions = {}) {
    const made = Object.fromEntries(
      Object.entries(controls).map(([name, control]) => [name, controlOf(name, control)]),
    );
    const visible = Object.values(made).filter((control) => control instanceof Widget);
    const runner = new Runner(() => show(valuesOf(made as never)));
    const button = manual ? new Button({ description: "Run" }) : undefined;
    super({ children: [...visible, ...(button ? [button] : []), runner.output] });
    this.controls = made as never;
    this.#runner = runner;
    if (button) button.onClick(() => void this.update());
    else {
      for (const control of visible) control.onChange("value", () => void this.update());
      void this.update();
    }
  }

  /** Where the function's output is shown. */
  get output(): Output {
    return this.#runner.output;
  }

  /** What the function is called with. */
  get values(): Values<C> {
    return valuesOf(this.controls);
  }

  /** Runs the function now. While it runs, further changes are remembered as one. */
  update(): Promise<void> {
    return this.#runner.run();
  }
}

/**
 * Calls a function with the values of controls, and again whenever one of them is moved. Controls
 * are widgets, or stand for them: `true` a checkbox, `3` or `[0, 10]` or `[0, 10, 2]` a slider,
 * `"text"` a field, `["a", "b"]` or `{ label: value }` a choice, `fixed(x)` no control at all. Of a generator,
 * asynchronous or not, each value takes the place of the one before, until a control is moved.
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

/** The same as {@link interact}, by the name that ipywidgets has for what is not shown at once. */
export const interactive = interact;

/** The same as {@link interact}, but the function runs only when its button is pressed. */
export function interactManual<const C extends Record<string, Control>>(
  controls: C,
  show: (values: Values<C>) => unknown,
): Interactive<C> {
  return new Interactive(controls, show, { manual: true });
}

/**
 * Only the output of a function of controls, to be laid out with them as one likes.
 *
 * @example
 * const seed = new IntSlider(), size = new IntSlider({ value: 64 });
 * new HBox({ children: [seed, interactiveOutput({ seed, size }, ({ seed, size }) => seed * size)] })
 */
export function interactiveOutput<C extends Record<string, AnyWidget & { value: unknown }>>(
  controls: C,
  show: (values: { [K in keyof C]: C[K]["value"] }) => unknown,
): Output {
  const runner = new Runner(() => show(valuesOf(controls as never) as never));
  for (const control of Object.values(controls)) control.onChange("value", () => void runner.run());
  void runner.run();
  return runner.output;
}
