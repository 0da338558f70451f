/**
 * The kernel's half of a widget, after the widget messaging protocol 2.1:
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
import { randomUUID } from "node:crypto";
import { type Comm, type CommMessage, displaySymbol, type MimeBundle, requireRuntime } from "../runtime.js";
import type { Json } from "../wire/message.js";
import { joinBuffers, splitBuffers } from "./buffers.js";
import { checkHandler } from "./checkHandler.js";
import { describerOf } from "./describers.js";
import { isSameValue } from "./equal.js";
import { lightStateOf } from "./lightState.js";
import { packReferences, unpackReferences } from "./references.js";
import type { Change, ChangeHandler, PropertyChange, WidgetSpec } from "./spec.js";

export const widgetTarget = "jupyter.widget";
export const widgetProtocolVersion = "2.1.0";
export const widgetViewMime = "application/vnd.jupyter.widget-view+json";

// biome-ignore lint/suspicious/noExplicitAny: widgets of every state
type AnyWidget = Widget<any>;

/**
 * A model that lives in the kernel and in every page that shows it.
 *
 * @example
 * class Counter extends Widget<{ count: number }> {
 *   constructor() {
 *     super({ modelName: "CounterModel", modelModule: "my-counter", modelModuleVersion: "1.0.0",
 *             viewName: "CounterView", viewModule: "my-counter", viewModuleVersion: "1.0.0",
 *             state: { count: 0 } });
 *   }
 * }
 */
export class Widget<State extends object> {
  readonly modelId: string;
  readonly #spec: WidgetSpec<State>;
  readonly #comm: Comm;
  #state: State;
  #handlers = new Set<{ keys: Set<keyof State>; handler: ChangeHandler<State>; registrant: unknown }>();
  #messageHandlers = new Map<(content: Json, buffers: Uint8Array[]) => void, unknown>();
  #closeHandlers = new Set<() => void>();
  #held: Set<keyof State> | undefined;
  #closed = false;

  constructor(spec: WidgetSpec<State>) {
    const runtime = requireRuntime(`A ${spec.modelName}`);
    this.#spec = spec;
    this.#state = { ...spec.state };
    this.modelId = spec.comm?.id ?? randomUUID();
    this.#comm = spec.comm ?? this.#open();
    this.#comm.onMessage((message) => this.#receive(message));
    // A page that closes a model means all of it, its layout and style too.
    this.#comm.onClose(() => this.close());
    runtime.widgets.set(this.modelId, this);
  }

  #open(): Comm {
    const { state, bufferPaths, buffers } = splitBuffers(this.fullState());
    return requireRuntime("A widget").openComm(widgetTarget, {
      commId: this.modelId,
      data: { state, buffer_paths: bufferPaths },
      metadata: { version: widgetProtocolVersion },
      buffers,
    });
  }

  /** Every open widget of this notebook, layouts and styles among them. */
  static open(): Iterable<AnyWidget> {
    return requireRuntime("Widget.open").widgets.values() as Iterable<AnyWidget>;
  }

  /** Ends every widget of this notebook. */
  static closeAll(): void {
    for (const widget of [...Widget.open()]) widget.close();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  get<K extends keyof State>(key: K): State[K] {
    return this.#state[key];
  }

  /** Sets several properties at once; pages are told only of those that differ. Throws what `validate` throws. */
  set(changes: Partial<State>): void {
    const stored = this.#store(changes);
    // Before the handlers: one that throws must not leave pages with an old value.
    this.#send(stored.keys);
    this.#notify(stored, "cell");
  }

  /** Calls the handler when one of the keys has changed, by the page or by a cell. Returns how to stop. */
  onChange(keys: keyof State | (keyof State)[], handler: ChangeHandler<State>): () => void {
    checkHandler(this.constructor.name, keys, handler, this.#state);
    const registrant = requireRuntime("onChange").registrant();
    const entry = { keys: new Set([keys].flat() as (keyof State)[]), handler, registrant };
    this.#handlers.add(entry);
    return () => this.#handlers.delete(entry);
  }

  /**
   * Calls the handler for each of the names that changes, as ipywidgets' `observe` does. Returns how to stop.
   *
   * @example slider.observe("value", ({ old, new: value }) => console.log(old, "→", value));
   */
  observe<K extends keyof State>(
    names: K | readonly K[],
    handler: (change: PropertyChange<State, K> & { owner: Widget<State> }) => void,
  ): () => void {
    return this.onChange([names].flat() as K[], (state, { keys, origin, previous }) => {
      for (const name of keys as K[]) {
        handler({ name, old: previous[name], new: state[name], origin, owner: this });
      }
    });
  }

  /** Calls the handler once when the widget ends, by a cell or by the page. Returns how to stop. */
  onClose(handler: () => void): () => void {
    this.#closeHandlers.add(handler);
    return () => this.#closeHandlers.delete(handler);
  }

  /** Hears custom messages from the page. Returns how to stop. */
  onMessage(handler: (content: Json, buffers: Uint8Array[]) => void): () => void {
    this.#messageHandlers.set(handler, requireRuntime("onMessage").registrant());
    return () => this.#messageHandlers.delete(handler);
  }

  /** Calls the handlers as if the page had sent this. */
  protected deliver(content: Json, buffers: Uint8Array[] = []): void {
    for (const handler of [...this.#messageHandlers.keys()]) handler(content, buffers);
  }

  /** Sends a custom message to every page that shows this widget. */
  send(content: Json, buffers: Uint8Array[] = []): void {
    this.#comm.send({ data: { method: "custom", content }, buffers });
  }

  /**
   * Collects every change made in `fn` into one message; may be nested. Where `fn` is async, until it
   * is done. Handlers are called as ever.
   */
  holdSync<T>(fn: () => T): T {
    if (this.#held) return fn();
    const held = new Set<keyof State>();
    this.#held = held;
    const release = () => {
      this.#held = undefined;
      this.#send([...held]);
    };
    let result: T | undefined;
    try {
      result = fn();
      return result instanceof Promise ? (result.finally(release) as T) : result;
    } finally {
      if (!(result instanceof Promise)) release();
    }
  }

  /** Ends the widget in the kernel and in every page. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handlers.clear();
    this.#messageHandlers.clear();
    requireRuntime("Closing a widget").widgets.delete(this.modelId);
    this.#comm.close();
    const handlers = [...this.#closeHandlers];
    this.#closeHandlers.clear();
    for (const handler of handlers) handler();
  }

  /** The state as the protocol has it: the six names that identify the model, and every property. */
  fullState(): Json {
    const { modelName, modelModule, modelModuleVersion, viewName, viewModule, viewModuleVersion } =
      this.#spec;
    return {
      _model_name: modelName,
      _model_module: modelModule,
      _model_module_version: modelModuleVersion,
      _view_name: viewName,
      _view_module: viewModule,
      _view_module_version: viewModuleVersion,
      _view_count: null,
      ...this.#pack(this.#state),
    };
  }

  /** As `fullState`, without what is held back until a page asks for it. */
  lightState(): Json {
    return lightStateOf(this.fullState(), this.#spec.heldBack as string[] | undefined);
  }

  async [displaySymbol](): Promise<MimeBundle> {
    // Pages have no model for it any more.
    if (this.#closed) return { "text/plain": `${this.constructor.name} (closed)` };
    const { modelName, describe } = this.#spec;
    return {
      "text/plain": modelName,
      ...(await describe?.()),
      ...(await describerOf(modelName)?.(this)),
      [widgetViewMime]: { version_major: 2, version_minor: 0, model_id: this.modelId },
    };
  }

  /** Validates and stores what differs; the keys that have changed and the state before. */
  #store(changes: Partial<State>): Omit<Change<State>, "origin"> {
    const valid = this.#spec.validate?.(changes, this.#state) ?? changes;
    const keys = (Object.keys(valid) as (keyof State)[]).filter(
      (key) => !isSameValue(valid[key], this.#state[key]),
    );
    const previous = this.#state;
    if (keys.length > 0) this.#state = { ...previous };
    for (const key of keys) this.#state[key] = valid[key] as State[typeof key];
    return { keys, previous };
  }

  /** A custom message of a page: there is no cell for a handler to fail. */
  #hear(content: Json, buffers: Uint8Array[]): void {
    const { callHandler } = requireRuntime("A message");
    for (const [handler, registrant] of [...this.#messageHandlers])
      callHandler(registrant, () => handler(content, buffers));
  }

  /** Tells every handler, also after one has thrown; then throws the first error, if a cell is there to fail. */
  #notify({ keys, previous }: Omit<Change<State>, "origin">, origin: Change<State>["origin"]): void {
    const errors: unknown[] = [];
    const { callHandler } = requireRuntime("A change");
    for (const { keys: wanted, handler, registrant } of [...this.#handlers]) {
      const heard = keys.filter((key) => wanted.has(key));
      if (heard.length === 0) continue;
      const call = () => handler(this.#state, { keys: heard, origin, previous });
      try {
        if (origin === "page") callHandler(registrant, call);
        else call();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  #send(keys: (keyof State)[]): void {
    if (keys.length === 0 || this.#closed) return;
    if (this.#held) {
      for (const key of keys) this.#held.add(key);
      return;
    }
    const state = Object.fromEntries(keys.map((key) => [key, this.#state[key]])) as Partial<State>;
    const packed = this.#pack(state);
    // Pages know nothing of what only the kernel has.
    if (Object.keys(packed).length > 0) this.#sendState("update", packed);
  }

  #pack(state: Partial<State>): Json {
    return packReferences(this.#spec.codec?.toWire(state) ?? state);
  }

  #sendState(method: "update" | "echo_update", packed: Json): void {
    const { state, bufferPaths, buffers } = splitBuffers(packed);
    this.#comm.send({ data: { method, state, buffer_paths: bufferPaths }, buffers });
  }

  #receive({ data, buffers }: CommMessage): void {
    switch (data.method) {
      case "update":
        return this.#receiveUpdate(joinBuffers(data.state ?? {}, data.buffer_paths ?? [], buffers));
      case "request_state":
        return this.#sendState("update", this.fullState());
      case "custom":
        return this.#hear(data.content ?? {}, buffers);
    }
  }

  #receiveUpdate(received: Json): void {
    const decoded = this.#spec.codec?.fromWire(received) ?? received;
    const known = Object.fromEntries(
      Object.entries(decoded).filter(([key]) => Object.hasOwn(this.#state, key)),
    );
    // Other pages are told first, before anything that the change sets off.
    const silent = this.#spec.silent ?? [];
    const echoed = Object.entries(known).filter(([key]) => !silent.includes(key as keyof State));
    if (echoed.length > 0 && process.env.JUPYTER_WIDGETS_ECHO !== "0") {
      this.#sendState("echo_update", this.#pack(Object.fromEntries(echoed) as Partial<State>));
    }
    const changes = unpackReferences(known) as Partial<State>;
    let stored: Omit<Change<State>, "origin"> = { keys: [], previous: this.#state };
    try {
      stored = this.#store(changes);
    } finally {
      // The property lock: what the page has sent is not sent back, unless validation made it (or a
      // property beside it) something else, or refused it.
      const touched = new Set([...(Object.keys(changes) as (keyof State)[]), ...stored.keys]);
      this.#send([...touched].filter((key) => !isSameValue(this.#state[key], changes[key])));
    }
    this.#notify(stored, "page");
  }
}
