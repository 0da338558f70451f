/** What all of Jupyter's core widgets have in common. */
import type { Comm } from "../../runtime.js";
import type { Json } from "../../wire/message.js";
import type { WidgetSpec } from "../spec.js";
import { Widget } from "../widget.js";
import { type FormKind, forms } from "./forms.js";
import { checkProperty, type Property, unknownProperty } from "./property.js";

/** Any widget, whatever its state. */
// biome-ignore lint/suspicious/noExplicitAny: a box holds widgets of every state
export type AnyWidget = Widget<any>;

/** The names under which pages know a model, and what its properties may hold. */
export interface CoreModel {
  modelName: string;
  modelModule: string;
  modelModuleVersion: string;
  viewName: string | null;
  viewModule: string;
  viewModuleVersion: string;
  properties: Record<string, Property>;
  /** Properties whose updates are not echoed to other pages: large ones. */
  silent?: string[];
}

/** What a constructor takes: any property; layout and style also as plain objects. */
export type Options<State> = {
  [K in keyof State]?: State[K] extends { set(changes: infer Inner): void } ? State[K] | Inner : State[K];
};

/** Changes as they will be stored; `name` is the class, for errors. May throw. */
export type Validate<State> = (
  changes: Partial<State>,
  state: Readonly<State>,
  name: string,
) => Partial<State>;

type PartClass = new (options: never) => AnyWidget;

export interface CoreClass<State extends object> {
  new (options?: Options<State>): CoreWidget<State>;
  readonly model: CoreModel;
  /** What pages know nothing of, such as the values behind the labels of a Dropdown. */
  readonly kernelOnly: Record<string, Property>;
  defaults(): object;
  parts(): Record<string, PartClass>;
  validate?: Validate<State>;
}

/** The channel of a model that a page has opened, among the options of its constructor. */
export const openedByPage: unique symbol = Symbol("the channel that a page has opened");

const ofPages = new WeakSet<AnyWidget>();

/** True for a model that a page has opened, and no cell. */
export const isOfPage = (widget: AnyWidget): boolean => ofPages.has(widget);

/** Classes whose properties stand on their prototype already. */
const prepared = new WeakSet<object>();

/** Makes `slider.value` read and set the state, for every property of the class. */
function prepare(made: CoreClass<object>): void {
  if (prepared.has(made)) return;
  prepared.add(made);
  for (const key of Object.keys({ ...made.model.properties, ...made.kernelOnly })) {
    if (key in made.prototype) continue;
    Object.defineProperty(made.prototype, key, {
      get(this: AnyWidget) {
        return this.get(key);
      },
      set(this: AnyWidget, value: unknown) {
        this.set({ [key]: value });
      },
    });
  }
}

const formOf = ({ kind }: Property): FormKind | undefined =>
  (typeof kind === "string" && kind in forms ? kind : undefined) as FormKind | undefined;

function toWire({ properties }: CoreModel, state: Json): Json {
  const entries = Object.entries(state).flatMap(([key, value]) => {
    const property = properties[key];
    if (property?.wire === undefined) return [];
    const form = formOf(property);
    return [[property.wire, form && value !== null ? forms[form].toWire(value as never) : value]];
  });
  return Object.fromEntries(entries);
}

/** The properties that the class knows, in the form that they have here. */
export function fromWire({ properties }: CoreModel, wire: Json): Json {
  const entries = Object.entries(properties).flatMap(([key, property]) => {
    if (property.wire === undefined || !Object.hasOwn(wire, property.wire)) return [];
    const value = wire[property.wire];
    // A model that a page makes has no layout there; it keeps the one that it has here.
    if (value === null && property.kind === "reference" && !property.isNullable) return [];
    const form = formOf(property);
    return [[key, form && value !== null ? forms[form].fromWire(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** The changes, each checked; throws {@link WidgetError} for what the class does not have or take. */
function check(made: CoreClass<object>, changes: Json): Json {
  const properties = { ...made.model.properties, ...made.kernelOnly };
  const entries = Object.entries(changes).map(([key, value]) => {
    if (!Object.hasOwn(properties, key)) throw unknownProperty(made.name, key, Object.keys(properties));
    return [key, checkProperty(made.name, key, properties[key], value)];
  });
  return Object.fromEntries(entries);
}

/** Makes the layout and style that a widget needs: those given, or of what is given as plain objects. */
function makeParts(made: CoreClass<object>, options: Json): Record<string, AnyWidget> {
  const parts: Record<string, AnyWidget> = {};
  try {
    for (const [key, Part] of Object.entries(made.parts())) {
      const given = options[key] ?? {};
      if (typeof given === "object" && !("modelId" in given)) parts[key] = new Part(given as never);
    }
  } catch (error) {
    for (const part of Object.values(parts)) part.close();
    throw error;
  }
  return parts;
}

export abstract class CoreWidget<State extends object> extends Widget<State> {
  /** Classes whose values have limits put their check here. */
  // biome-ignore lint/suspicious/noExplicitAny: each class checks a state of its own
  static validate?: Validate<any>;
  static readonly kernelOnly: Record<string, Property> = {};
  static parts = (): object => ({});
  /** What was made with this widget, and ends with it. */
  readonly #parts: AnyWidget[];

  protected constructor(options: object) {
    const made = new.target as unknown as CoreClass<State>;
    prepare(made as never);
    const { spec, parts } = specOf(made, options);
    super(spec);
    if (spec.comm) ofPages.add(this);
    this.#parts = parts;
  }

  /** Ends the widget in the kernel and in every page, and its layout and style where no other uses them. */
  override close(): void {
    super.close();
    for (const part of this.#parts.splice(0)) {
      if (![...openWidgets()].some((other) => other.uses(part))) part.close();
    }
  }

  /** True if a property holds that very widget. */
  uses(part: AnyWidget): boolean {
    const { model } = this.constructor as unknown as CoreClass<State>;
    const references = Object.entries(model.properties).filter(([, { kind }]) => kind === "reference");
    return references.some(([key]) => (this.get(key as keyof State) as unknown) === part);
  }
}

/**
 * Ends the chain of prototypes: what is assigned to a name that no widget of this class has comes here. Own fields of a
 * class that extends one do not: they are defined, not assigned.
 */
const refusing = new Proxy(Object.prototype, {
  set(target, key, value, receiver) {
    if (typeof key === "string" && receiver instanceof CoreWidget) {
      const { model, kernelOnly, name } = receiver.constructor as unknown as CoreClass<object>;
      throw unknownProperty(name, key, Object.keys({ ...model.properties, ...kernelOnly }));
    }
    return Reflect.set(target, key, value, receiver);
  },
});
Object.setPrototypeOf(Widget.prototype, refusing);

function* openWidgets(): Iterable<CoreWidget<object>> {
  for (const widget of Widget.open()) if (widget instanceof CoreWidget) yield widget;
}

/** What the base class needs, and the parts that were made for it. Where the options are wrong none stays. */
function specOf<State extends object>(made: CoreClass<State>, options: { [openedByPage]?: Comm }) {
  const { model } = made;
  const validate = (changes: Partial<State>, state: Readonly<State>): Partial<State> => {
    const checked = check(made as never, changes as Json) as Partial<State>;
    return made.validate?.(checked, state, made.name) ?? checked;
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const parts = makeParts(made as never, given);
  try {
    const defaults = made.defaults() as State;
    const spec: WidgetSpec<State> = {
      ...model,
      silent: model.silent as (keyof State)[] | undefined,
      state: { ...defaults, ...validate({ ...given, ...parts } as Partial<State>, defaults) },
      codec: {
        toWire: (changes) => toWire(model, changes as Json),
        fromWire: (wire) => fromWire(model, wire) as Partial<State>,
      },
      describe: () => ({ "text/plain": made.name }),
      validate,
      comm: options[openedByPage],
    };
    return { spec, parts: Object.values(parts) };
  } catch (error) {
    for (const part of Object.values(parts)) part.close();
    throw error;
  }
}
