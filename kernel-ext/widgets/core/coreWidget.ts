/** What all of Jupyter's core widgets have in common. */
import type { Json } from "../../wire/message.js";
import { Widget } from "../widget.js";
import { type TimeKind, timeCodecs } from "./times.js";

/** Any widget, whatever its state. */
// biome-ignore lint/suspicious/noExplicitAny: a box holds widgets of every state
export type AnyWidget = Widget<any>;

/** A file that someone gave to a FileUpload. */
export interface UploadedFile {
  name: string;
  type: string;
  /** bytes */
  size: number;
  /** milliseconds since 1970 */
  last_modified: number;
  content: Uint8Array;
}

/** The names under which pages know a model, and how its properties are written on the wire. */
export interface CoreModel {
  modelName: string;
  modelModule: string;
  modelModuleVersion: string;
  viewName: string | null;
  viewModule: string;
  viewModuleVersion: string;
  /** camelCase here, snake_case there */
  wireNames: Record<string, string>;
  times: Record<string, TimeKind>;
}

/** What a constructor takes: any property; layout and style also as plain objects. */
export type Options<State> = {
  [K in keyof State]?: State[K] extends Widget<infer Inner> ? State[K] | Partial<Inner> : State[K];
};

interface CoreClass<State extends object> {
  new (options?: Options<State>): CoreWidget<State>;
  readonly model: CoreModel;
  defaults(): object;
  validate?(changes: Partial<State>, state: Readonly<State>): Partial<State>;
}

/** Classes whose properties stand on their prototype already. */
const prepared = new WeakSet<object>();

/** Makes `slider.value` read and set the state, for every property of the class. */
function prepare(made: CoreClass<object>): void {
  if (prepared.has(made)) return;
  prepared.add(made);
  for (const key of Object.keys(made.model.wireNames)) {
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

/** Plain objects for layout or style become the widgets that they describe. */
function withParts(defaults: object, options: object): object {
  const state: Json = { ...defaults };
  for (const [key, value] of Object.entries(options)) {
    const part = state[key];
    if (value === undefined) continue;
    if (part instanceof Widget && !(value instanceof Widget)) part.set(value);
    else state[key] = value;
  }
  return state;
}

function toWire({ wireNames, times }: CoreModel, state: Json): Json {
  const entries = Object.entries(state).map(([key, value]) => {
    const time = times[key];
    return [wireNames[key] ?? key, time && value !== null ? timeCodecs[time].toWire(value as never) : value];
  });
  return Object.fromEntries(entries);
}

function fromWire({ wireNames, times }: CoreModel, wire: Json): Json {
  const keys = new Map(Object.entries(wireNames).map(([key, name]) => [name, key]));
  const entries = Object.entries(wire).flatMap(([name, value]) => {
    const key = keys.get(name);
    if (key === undefined) return [];
    const time = times[key];
    return [[key, time && value !== null ? timeCodecs[time].fromWire(value) : value]];
  });
  return Object.fromEntries(entries);
}

export abstract class CoreWidget<State extends object> extends Widget<State> {
  /** Classes whose values have limits put their check here. */
  // biome-ignore lint/suspicious/noExplicitAny: each class checks a state of its own
  static validate?: (changes: any, state: any) => any;

  protected constructor(options: object) {
    const made = new.target as unknown as CoreClass<State>;
    prepare(made as never);
    const { model } = made;
    const state = withParts(made.defaults(), options) as State;
    super({
      ...model,
      state: { ...state, ...made.validate?.(state, state) },
      codec: {
        toWire: (changes) => toWire(model, changes as Json),
        fromWire: (wire) => fromWire(model, wire) as Partial<State>,
      },
      describe: () => ({ "text/plain": made.name }),
      validate: made.validate,
    });
  }
}
