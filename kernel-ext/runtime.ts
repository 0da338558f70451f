/**
 * The one runtime that every copy of `@vision-peel/kernel` shares, so that a notebook outside this
 * repository, or two installed versions, still speak to the kernel that runs them.
 */
import { KernelError } from "./errors.js";
import type { Json } from "./wire/message.js";

export const runtimeSymbol: unique symbol = Symbol.for("peel.kernel.v1");

/** What Jupyter front ends show: MIME types to their data. */
export type MimeBundle = Record<string, unknown>;

/** Values with this method show themselves; the name is Deno's, so that its packages work here too. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

export interface CommMessage {
  data: Json;
  metadata: Json;
  buffers: Uint8Array[];
}

/** One end of a two-way channel to the page. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(message: Partial<CommMessage>): void;
  /** Ends the channel; later sends are dropped. */
  close(message?: Partial<CommMessage>): void;
  /** Ends the channel without a word: where the other end is gone, other pages would wonder whose it was. */
  forget(): void;
  onMessage(handler: (message: CommMessage) => void): void;
  /** Calls the handlers as if the page had sent this. */
  deliver(message: CommMessage): void;
  onClose(handler: (message: CommMessage) => void): void;
}

export interface DisplayOptions {
  metadata?: Json;
  /** A name under which the output can be changed later. */
  displayId?: string;
  /** Change the outputs already shown under `displayId` and show no new one. */
  update?: boolean;
  buffers?: Uint8Array[];
}

/** What the kernel needs of a widget, whichever copy of this package made it. */
export interface OpenWidget {
  fullState(): Json;
  /** what a page that is opened again gets at once */
  lightState(): Json;
}

export interface KernelRuntime {
  /** What cells import is found from here upward: the notebook's folder. */
  readonly folder: string;
  openComm(target: string, message?: Partial<CommMessage> & { commId?: string }): Comm;
  /** Called with every channel that the page opens to this target. */
  registerTarget(target: string, handler: (comm: Comm, message: CommMessage) => void): void;
  display(bundle: MimeBundle, options?: DisplayOptions): void;
  /** Turns any value into what a front end shows. */
  bundleOf(value: unknown): MimeBundle | Promise<MimeBundle>;
  /** Shows what `make` gives, now if it can, but after all that was given to this function before in the same cell. */
  showInOrder<T, R>(make: () => T | Promise<T>, show: (made: T) => R): R | Promise<R>;
  /** Shows an error as a failed cell does; nobody need tell it again. */
  displayError(error: unknown): void;
  /** What is running, to be handed to `callHandler` later. */
  registrant(): unknown;
  /** Calls a handler that somebody has registered before; its errors, also the later ones, are shown there. Never throws. */
  callHandler(registrant: unknown, handler: () => void): void;
  clearOutput(options?: { wait?: boolean }): void;
  /** Shows a bundle in the front end's pager when the cell is done. */
  page(bundle: MimeBundle): void;
  /** Runs a function whose output, also the later one, goes to `capture`. */
  runCaptured<T>(capture: (msgType: string, content: Json) => void, fn: () => T): T;
  input(prompt: string, options?: { password?: boolean }): Promise<string>;
  /** As `input`, but nothing else runs until there is an answer. */
  inputNow(prompt: string, options?: { password?: boolean }): string;
  /** Calls the handler at the next interrupts, until the returned function is called. */
  onInterrupt(handler: () => void): () => void;
  /** Open widgets by model id, so that a reloaded page can ask for their state. */
  readonly widgets: Map<string, OpenWidget>;
  /** What makes the kernel's half of a model that a page opens, by the names that identify it. */
  readonly models: Map<string, (comm: Comm, state: Json) => OpenWidget>;
}

/** The running kernel, or undefined outside of one. */
export function currentRuntime(): KernelRuntime | undefined {
  return (globalThis as { [runtimeSymbol]?: KernelRuntime })[runtimeSymbol];
}

/** The running kernel. Throws {@link KernelError} outside of one. */
export function requireRuntime(what: string): KernelRuntime {
  const runtime = currentRuntime();
  if (!runtime) {
    throw new KernelError(`${what} needs a running Peel kernel`, "Call it in a cell of a notebook.");
  }
  return runtime;
}
