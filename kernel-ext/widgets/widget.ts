/**
 * The kernel's half of a widget, after the widget messaging protocol 2.1:
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
import { randomUUID } from "node:crypto";
import { type Comm, type CommMessage, displaySymbol, type MimeBundle, requireRuntime } from "../runtime.js";
import type { Json } from "../wire/message.js";
import { joinBuffers, splitBuffers } from "./buffers.js";
import { isSameValue } from "./equal.js";
import { packReferences, unpackReferences } from "./references.js";

export const widgetTarget = "jupyter.widget";
export const widgetProtocolVersion = "2.1.0";
export const widgetViewMime = "application/vnd.jupyter.widget-view+json";

/** How a state is written on the wire, and read back; keys that it does not know are left out. */
export interface StateCodec<State> {
  toWire(state: Partial<State>): Json;
  fromWire(wire: Json): Partial<State>;
}

export interface WidgetSpec<State extends object> {
  modelName: string;
  modelModule: string;
  modelModuleVersion: string;
  /** The view that shows it, or null for a model without one. */
  viewName: string | null;
  viewModule: string;
  viewModuleVersion: string;
  state: State;
  /** Keys whose updates from the page are not echoed to other pages: opt out for large binary values. */
  silent?: (keyof State)[];
  /** Other names or forms of the state on the wire. */
  codec?: StateCodec<State>;
  /** May change what is about to be set (clamp), or throw; the page is told what became of it. */
  validate?: (changes: Partial<State>, state: Readonly<State>) => Partial<State>;
  /** What is shown where no widget can be: at least text/plain. */
  describe?: () => MimeBundle | Promise<MimeBundle>;
}

export interface Change<State> {
  /** The keys that have changed. */
  keys: (keyof State)[];
  origin: "page" | "cell";
  previous: Readonly<State>;
}

export type ChangeHandler<State> = (state: Readonly<State>, change: Change<State>) => void;

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
  readonly modelId: string = randomUUID();
  readonly #spec: WidgetSpec<State>;
  readonly #comm: Comm;
  #state: State;
  #handlers = new Set<{ keys: Set<keyof State>; handler: ChangeHandler<State> }>();
  #messageHandlers = new Set<(content: Json, buffers: Uint8Array[]) => void>();
  #held: Set<keyof State> | undefined;
  #closed = false;

  constructor(spec: WidgetSpec<State>) {
    const runtime = requireRuntime(`A ${spec.modelName}`);
    this.#spec = spec;
    this.#state = { ...spec.state };
    const { state, bufferPaths, buffers } = splitBuffers(this.fullState());
    this.#comm = runtime.openComm(widgetTarget, {
      commId: this.modelId,
      data: { state, buffer_paths: bufferPaths },
      metadata: { version: widgetProtocolVersion },
      buffers,
    });
    this.#comm.onMessage((message) => this.#receive(message));
    this.#comm.onClose(() => this.#forget());
    runtime.widgets.set(this.modelId, this);
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
    const entry = { keys: new Set([keys].flat() as (keyof State)[]), handler };
    this.#handlers.add(entry);
    return () => this.#handlers.delete(entry);
  }

  /** Hears custom messages from the page. Returns how to stop. */
  onMessage(handler: (content: Json, buffers: Uint8Array[]) => void): () => void {
    this.#messageHandlers.add(handler);
    return () => this.#messageHandlers.delete(handler);
  }

  /** Calls the handlers as if the page had sent this. */
  protected deliver(content: Json, buffers: Uint8Array[] = []): void {
    for (const handler of [...this.#messageHandlers]) handler(content, buffers);
  }

  /** Sends a custom message to every page that shows this widget. */
  send(content: Json, buffers: Uint8Array[] = []): void {
    this.#comm.send({ data: { method: "custom", content }, buffers });
  }

  /** Collects every change made in `fn` into one message; may be nested. */
  holdSync<T>(fn: () => T): T {
    if (this.#held) return fn();
    const held = new Set<keyof State>();
    this.#held = held;
    try {
      return fn();
    } finally {
      this.#held = undefined;
      this.#send([...held]);
    }
  }

  /** Ends the widget in the kernel and in every page. */
  close(): void {
    if (this.#closed) return;
    this.#forget();
    this.#comm.close();
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

  async [displaySymbol](): Promise<MimeBundle> {
    const described = (await this.#spec.describe?.()) ?? {};
    return {
      "text/plain": this.#spec.modelName,
      ...described,
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

  /** Tells every handler, also after one has thrown; then throws the first error. */
  #notify({ keys, previous }: Omit<Change<State>, "origin">, origin: Change<State>["origin"]): void {
    const errors: unknown[] = [];
    for (const { keys: wanted, handler } of [...this.#handlers]) {
      const heard = keys.filter((key) => wanted.has(key));
      if (heard.length === 0) continue;
      try {
        handler(this.#state, { keys: heard, origin, previous });
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
    this.#sendState("update", this.#pack(state));
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
        this.deliver(data.content ?? {}, buffers);
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

  #forget(): void {
    this.#closed = true;
    this.#handlers.clear();
    this.#messageHandlers.clear();
    requireRuntime("Closing a widget").widgets.delete(this.modelId);
  }
}
