import type { Channel, Message } from "@vision-peel/kernel/wire";

/** Kept for a front end that is away; more would be a danger to the server. */
const limitBytes = 64 * 2 ** 20;

export interface Held {
  channel: Channel;
  message: Message;
}

/** What a kernel said while its front end was away. When it is too much, the oldest goes. */
export class Backlog {
  readonly #held: { entry: Held; size: number }[] = [];
  #size = 0;

  add(entry: Held): void {
    const { buffers, content } = entry.message;
    const size = buffers.reduce((sum, buffer) => sum + buffer.length, JSON.stringify(content).length + 512);
    this.#held.push({ entry, size });
    this.#size += size;
    while (this.#size > limitBytes) this.#size -= this.#held.shift()?.size ?? 0;
  }

  /** Everything in its order; nothing is left. */
  take(): Held[] {
    this.#size = 0;
    return this.#held.splice(0).map(({ entry }) => entry);
  }
}
