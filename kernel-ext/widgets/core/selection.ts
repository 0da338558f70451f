/** Choosing among options. The page knows only their labels and an index; values stay in the kernel. */
import { KernelError } from "../../errors.js";
import type { Json } from "../../wire/message.js";
import type { Widget } from "../widget.js";
import type { Options } from "./coreWidget.js";

/** Values, which label themselves; pairs of label and value; or an object from label to value. */
export type Choices<T> =
  | readonly T[]
  | readonly (readonly [label: string, value: T])[]
  | Readonly<Record<string, T>>;

interface Labelled<T> {
  labels: string[];
  values: T[];
}

const isPair = (choice: unknown): choice is readonly [string, unknown] =>
  Array.isArray(choice) && choice.length === 2 && typeof choice[0] === "string";

export function labelled<T>(choices: Choices<T>): Labelled<T> {
  if (!Array.isArray(choices)) {
    return { labels: Object.keys(choices), values: Object.values(choices as Record<string, T>) };
  }
  if (choices.length > 0 && choices.every(isPair)) {
    return { labels: choices.map(([label]) => label), values: choices.map(([, value]) => value as T) };
  }
  return { labels: choices.map(String), values: [...choices] as T[] };
}

/** A state of the wire, seen as options. */
interface SelectionState {
  optionsLabels: string[];
  index: unknown;
}

type Rest<State> = Omit<Options<State>, "optionsLabels" | "index">;

export type OneOptions<T, State> = Rest<State> & {
  options?: Choices<T>;
  value?: T | null;
  index?: number | null;
};
export type ManyOptions<T, State> = Rest<State> & {
  options?: Choices<T>;
  value?: readonly T[];
  index?: readonly number[];
};

export interface One<T, State extends object> extends Widget<State> {
  options: Choices<T>;
  value: T | null;
  label: string | null;
  index: number | null;
}

export interface Many<T, State extends object> extends Widget<State> {
  options: Choices<T>;
  value: T[];
  readonly labels: string[];
  index: number[];
}

type Base<State extends SelectionState> = new (options: Options<State>) => Widget<State>;

function indexOfValue<T>(values: readonly T[], value: T): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  throw new KernelError(`value must be one of the options, but is ${String(value)}`, "Set options first");
}

/** Widgets of which one option, or none, is chosen; `indexOfNone` is what the page needs where there are no options. */
export function choosesOne<State extends SelectionState>(
  Base: Base<State>,
  { indexOfNone = null as number | null } = {},
) {
  const set = (widget: Widget<State>, changes: Json) => widget.set(changes as Partial<State>);

  class ChoosesOne<T> extends Base {
    #labelled: Labelled<T>;

    constructor({ options = [], value, index, ...rest }: OneOptions<T, State> = {} as OneOptions<T, State>) {
      const given = labelled(options);
      const first = given.values.length === 0 ? indexOfNone : 0;
      const chosen = value !== undefined && value !== null ? indexOfValue(given.values, value) : first;
      const start = {
        optionsLabels: given.labels,
        index: index !== undefined ? index : value === null ? null : chosen,
      };
      super({ ...rest, ...start } as Options<State>);
      this.#labelled = given;
    }

    get options(): Choices<T> {
      return this.#labelled.labels.map((label, i) => [label, this.#labelled.values[i]] as const);
    }
    set options(choices: Choices<T>) {
      this.#labelled = labelled(choices);
      const index = this.#labelled.values.length === 0 ? indexOfNone : 0;
      set(this, { optionsLabels: this.#labelled.labels, index });
    }

    get index(): number | null {
      return this.get("index") as number | null;
    }
    set index(index: number | null) {
      if (
        index !== null &&
        !(Number.isInteger(index) && index >= 0 && index < this.#labelled.values.length)
      ) {
        throw new KernelError(
          `index must be null or below ${this.#labelled.values.length}, but is ${index}`,
          "Set one of the options",
        );
      }
      set(this, { index });
    }

    get value(): T | null {
      return this.index === null ? null : this.#labelled.values[this.index];
    }
    set value(value: T | null) {
      set(this, { index: value === null ? null : indexOfValue(this.#labelled.values, value) });
    }

    get label(): string | null {
      return this.index === null ? null : this.#labelled.labels[this.index];
    }
    set label(label: string | null) {
      set(this, { index: label === null ? null : indexOfValue(this.#labelled.labels, label) });
    }
  }
  return ChoosesOne as unknown as new <T>(
    options?: OneOptions<T, State>,
  ) => One<T, State>;
}

/** Widgets of which several options are chosen: any set of them, or the two ends of a range. */
export function choosesMany<State extends SelectionState>(Base: Base<State>, { isRange = false } = {}) {
  const set = (widget: Widget<State>, changes: Json) => widget.set(changes as Partial<State>);

  class ChoosesMany<T> extends Base {
    #labelled: Labelled<T>;

    constructor(
      { options = [], value, index, ...rest }: ManyOptions<T, State> = {} as ManyOptions<T, State>,
    ) {
      const given = labelled(options);
      const chosen = value?.map((one) => indexOfValue(given.values, one)) ?? index ?? (isRange ? [0, 0] : []);
      super({ ...rest, optionsLabels: given.labels, index: [...chosen] } as unknown as Options<State>);
      this.#labelled = given;
    }

    get options(): Choices<T> {
      return this.#labelled.labels.map((label, i) => [label, this.#labelled.values[i]] as const);
    }
    set options(choices: Choices<T>) {
      this.#labelled = labelled(choices);
      set(this, { optionsLabels: this.#labelled.labels, index: isRange ? [0, 0] : [] });
    }

    get index(): number[] {
      return this.get("index") as number[];
    }
    set index(index: number[]) {
      set(this, { index });
    }

    get value(): T[] {
      return this.index.map((i) => this.#labelled.values[i]);
    }
    set value(values: T[]) {
      set(this, { index: values.map((one) => indexOfValue(this.#labelled.values, one)) });
    }

    get labels(): string[] {
      return this.index.map((i) => this.#labelled.labels[i]);
    }
  }
  return ChoosesMany as unknown as new <T>(
    options?: ManyOptions<T, State>,
  ) => Many<T, State>;
}
