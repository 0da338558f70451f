import type { StreamText } from "./threadMessages.js";

const flushAfterMs = 20;
const flushAboveChars = 64 * 1024;

/**
 * Merges stream output of the same parent and name into fewer messages: a cell that prints
 * 20,000 lines would otherwise send 20,000 messages. Order is kept, because whoever publishes
 * anything else flushes first.
 */
export class StreamMerger {
  #pending: StreamText | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly publish: (stream: StreamText) => void) {}

  add(stream: StreamText): void {
    const pending = this.#pending;
    if (pending && pending.parent.msg_id === stream.parent.msg_id && pending.name === stream.name) {
      pending.text += stream.text;
    } else {
      this.flush();
      this.#pending = { ...stream };
    }
    if (this.#pending && this.#pending.text.length > flushAboveChars) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushAfterMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) this.publish(pending);
  }
}
