import type { ExecutionQueue } from "./execution.js";
import type { Request } from "./wire/threadMessages.js";

/**
 * One queue of execute requests per subshell, all on one event loop. Which subshells exist is known to the I/O thread, which refuses all others.
 */
export class Subshells {
  readonly #main: ExecutionQueue;
  readonly #queues = new Map<string, ExecutionQueue>();

  constructor(readonly makeQueue: () => ExecutionQueue) {
    this.#main = makeQueue();
  }

  add(request: Request): void {
    this.#queueOf(request.message.header.subshell_id ?? undefined).add(request);
  }

  /** What stands in line there is aborted; what runs there runs to its end. */
  delete(id: string): void {
    this.#queues.get(id)?.abortWaiting();
    this.#queues.delete(id);
  }

  #queueOf(id: string | undefined): ExecutionQueue {
    if (id === undefined) return this.#main;
    let queue = this.#queues.get(id);
    if (!queue) {
      queue = this.makeQueue();
      this.#queues.set(id, queue);
    }
    return queue;
  }
}
