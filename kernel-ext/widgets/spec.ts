/** What a widget is made of. */
import type { Comm, MimeBundle } from "../runtime.js";
import type { Json } from "../wire/message.js";

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
  /**
   * Keys that a page which is opened again is not given with everything else, but when it asks for the widget's whole
   * state: what nobody will look at need not travel. In their place stands `_is_held_back`, true.
   */
  heldBack?: (keyof State)[];
  /** Other names or forms of the state on the wire. */
  codec?: StateCodec<State>;
  /** May change what is about to be set (clamp), or throw; the page is told what became of it. */
  validate?: (changes: Partial<State>, state: Readonly<State>) => Partial<State>;
  /** What is shown where no widget can be: at least text/plain. */
  describe?: () => MimeBundle | Promise<MimeBundle>;
  /** The channel, where a page has opened it. */
  comm?: Comm;
}

export interface Change<State> {
  /** The keys that have changed. */
  keys: (keyof State)[];
  origin: "page" | "cell";
  previous: Readonly<State>;
}

export type ChangeHandler<State> = (state: Readonly<State>, change: Change<State>) => void;

/** One property's change, as `observe` tells of it. */
export interface PropertyChange<State, K extends keyof State> {
  name: K;
  old: State[K];
  new: State[K];
  /** who changed it */
  origin: "page" | "cell";
}
