/** Choosing among options. The page knows only their labels and an index; values stay in the kernel. */
import type { Widget } from "../widget.js";
import { type Choices, checkIndex, copyOf, indexOf, labelled } from "./choices.js";
import { type CoreClass, type CoreModel, CoreWidget, type Options, type Validate } from "./coreWidget.js";
import type { Property } from "./property.js";

export interface OneState<T> {
  options: Choices<T>;
  value: T | null;
  label: string | null;
  index: number | null;
}
export interface ManyState<T> {
  options: Choices<T>;
  value: readonly T[];
  labels: readonly string[];
  index: readonly number[];
}

/** What a class of the schema has, and in place of labels and index what a cell chooses with. */
export type Chosen<State, Own> = Omit<State, keyof Own | "optionsLabels"> & Own;
export type ChosenOptions<State, Own> = Options<Omit<State, keyof Own | "optionsLabels">> & Partial<Own>;
export type Selection<State extends object> = Widget<State> & State;

export type One<T, State> = Selection<Chosen<State, OneState<T>>>;
export type Many<T, State> = Selection<Chosen<State, ManyState<T>>>;

const options: Property = { kind: ["array", "object"] };
const ofOne: Record<string, Property> = {
  options,
  value: { kind: "any" },
  label: { kind: "string", isNullable: true },
};
const ofMany: Record<string, Property> = {
  options,
  value: { kind: "array" },
  labels: { kind: "array", items: "string" },
};

interface Base<State> {
  new (options: never): Widget<State & object>;
  readonly model: CoreModel;
  defaults(): object;
  parts(): object;
}

/** A class with the names and parts of another, and a state of its own. */
function withChoices(
  Base: Base<never>,
  own: object,
  properties: Record<string, Property>,
  validate: CoreClass<object>["validate"],
) {
  class WithChoices extends CoreWidget<object> {
    static readonly model = Base.model;
    static override parts = Base.parts;
    static override kernelOnly = properties;
    static defaults = () => ({ ...Base.defaults(), ...own });
    static override validate = validate;
    constructor(options: object = {}) {
      super(options);
    }
  }
  return Object.defineProperty(WithChoices, "name", { value: (Base as { name?: string }).name });
}

/** Takes the options that are given, or those that are there. */
function optionsOf<T>(changes: { options?: Choices<T> }, state: { options: Choices<T> }) {
  const options = changes.options === undefined ? state.options : copyOf(changes.options);
  return { options, ...labelled(options) };
}

/** Widgets of which one option, or none, is chosen; `indexOfNone` is what the page needs where there are no options. */
export function choosesOne<State>(Base: Base<State>, { indexOfNone = null as number | null } = {}) {
  const validate: Validate<OneState<unknown>> = (changes, state, name) => {
    const { options, labels, values } = optionsOf(changes, state);
    const index = (): number | null => {
      if (changes.index !== undefined && !("value" in changes) && !("label" in changes)) {
        if (changes.index !== null && changes.index !== indexOfNone)
          checkIndex(name, changes.index, values.length);
        return changes.index;
      }
      if (changes.value !== undefined && changes.value !== null)
        return indexOf(name, "value", values, changes.value);
      if (typeof changes.label === "string") return indexOf(name, "label", labels, changes.label);
      if (changes.value === null || changes.label === null) return null;
      if (changes.options === undefined) return state.index;
      return values.length > 0 ? 0 : indexOfNone;
    };
    const chosen = index() ?? indexOfNone;
    const at = <V>(list: V[]): V | null => (chosen === null ? null : (list[chosen] ?? null));
    return {
      ...changes,
      options,
      optionsLabels: labels,
      index: chosen,
      value: at(values),
      label: at(labels),
    };
  };
  const none = { options: [], value: null, label: null, index: indexOfNone };
  return withChoices(Base as never, none, ofOne, validate as never) as unknown as new <T>(
    options?: ChosenOptions<State, OneState<T>>,
  ) => One<T, State>;
}

/** Widgets of which several options are chosen: any set of them, or the two ends of a range. */
export function choosesMany<State>(Base: Base<State>, { isRange = false } = {}) {
  const none = { options: [], value: [], labels: [], index: isRange ? [0, 0] : [] };
  const validate: Validate<ManyState<unknown>> = (changes, state, name) => {
    const { options, labels, values } = optionsOf(changes, state);
    const indices = (): readonly number[] => {
      if (changes.value !== undefined) return changes.value.map((one) => indexOf(name, "value", values, one));
      if (changes.labels !== undefined)
        return changes.labels.map((one) => indexOf(name, "labels", labels, one));
      if (changes.index === undefined) return changes.options === undefined ? state.index : none.index;
      if (values.length > 0) for (const one of changes.index) checkIndex(name, one, values.length);
      return changes.index;
    };
    const chosen = isRange ? [...indices()].sort((a, b) => a - b) : [...indices()];
    const at = <V>(list: V[]): V[] => chosen.filter((i) => i < list.length).map((i) => list[i]);
    return {
      ...changes,
      options,
      optionsLabels: labels,
      index: chosen,
      value: at(values),
      labels: at(labels),
    };
  };
  return withChoices(Base as never, none, ofMany, validate as never) as unknown as new <T>(
    options?: ChosenOptions<State, ManyState<T>>,
  ) => Many<T, State>;
}
