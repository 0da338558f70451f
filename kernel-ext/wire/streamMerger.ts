import type { Publication } from "./threadMessages.js";

const flushAfterMs = 20;
const flushAboveChars = 64 * 1024;

/**
 * Merges stream output of the same parent and name into fewer messages: a cell that prints
 * 20,000 lines would otherwise send 20,000 messages. Order is kept, because whoever publishes
 * anything else flushes first.
 */
export class StreamMerger {
  #pending: Publication | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly publish: (publication: Publication) => void) {}

  add(stream: Publication): void {
    const pending = this.#pending;
    const same =
      pending !== undefined &&
      pending.parent.msg_id === stream.parent.msg_id &&
      pending.content.name === stream.content.name;
    if (pending && same) {
      pending.content.text += stream.content.text;
    } else {
      this.flush();
      this.#pending = { ...stream, content: { ...stream.content } };
    }
    if (this.#pending && this.#pending.content.text.length > flushAboveChars) this.flush();
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
