import type { MessagePort } from "node:worker_threads";
import type { Message } from "./message.js";
import type { InputAnswer } from "./threadMessages.js";

/** Wakes the main thread, which sleeps in `Atomics.wait` while a cell asks a person something. */
export class InputDesk {
  readonly #signal: Int32Array;
  #asked: string | undefined;

  constructor(
    signal: SharedArrayBuffer,
    readonly port: MessagePort,
  ) {
    this.#signal = new Int32Array(signal);
  }

  /** The main thread sleeps from now on, until there is an answer to the message of this id. */
  wait(askedId: string | undefined): void {
    this.#asked = askedId;
  }

  /** True if the answer was for the sleeping main thread. Old clients do not say which question they answer. */
  take({ parent_header: parent, content }: Message): boolean {
    if (this.#asked === undefined) return false;
    const answered = (parent as { msg_id?: unknown }).msg_id;
    if (answered !== undefined && answered !== this.#asked) return false;
    this.#wake({ value: String(content.value ?? "") });
    return true;
  }

  /** Ends the wait without an answer. */
  interrupt(): void {
    if (this.#asked !== undefined) this.#wake({ value: undefined });
  }

  #wake(answer: InputAnswer): void {
    this.#asked = undefined;
    this.port.postMessage(answer);
    Atomics.store(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }
}
