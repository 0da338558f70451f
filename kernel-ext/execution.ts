// Not the global, which a cell may have replaced, as fake timers do.
import { setTimeout as sleep } from "node:timers/promises";
import { settle } from "./beforeIdle.js";
import type { CellRunner } from "./cellRunner.js";
import type { Outlet } from "./outlet.js";
import type { IoChannel } from "./wire/ioChannel.js";
import type { Json } from "./wire/message.js";
import type { Request } from "./wire/threadMessages.js";

/** Requests sent together with one that fails may still be between the threads. */
const lateArrivalMs = 5;

/**
 * Runs the execute requests of one subshell, one after the other. When one fails and asks for
 * `stop_on_error`, those that stand in line at that moment are answered as aborted; what comes later
 * runs, and so does what stands in line in other subshells.
 */
export class ExecutionQueue {
  readonly #waiting: Request[] = [];
  #busy = false;

  constructor(
    readonly runner: CellRunner,
    readonly io: IoChannel,
    readonly outlet: Outlet,
  ) {}

  add(request: Request): void {
    this.#waiting.push(request);
    if (!this.#busy) void this.#runAll();
  }

  /** Answers what stands in line as aborted; what runs already is not touched. */
  abortWaiting(): void {
    for (const request of this.#waiting.splice(0)) this.#abort(request);
  }

  async #runAll(): Promise<void> {
    this.#busy = true;
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      const { header: parent, content: asked } = request.message;
      this.io.hold();
      this.outlet.status(parent, "busy");
      const content = await this.runner.run(request);
      const stop = content.status === "error" && asked.silent !== true && asked.stop_on_error !== false;
      // What stands in line now was sent before the front end could know of the failure; what it
      // sends after the reply was sent in spite of it, and runs.
      if (stop) await sleep(lateArrivalMs);
      const aborted = stop ? this.#waiting.splice(0) : [];
      settle();
      this.#reply(request, content);
      this.outlet.status(parent, "idle");
      for (const next of aborted) this.#abort(next);
      this.io.release();
    }
    this.#busy = false;
  }

  #abort(request: Request): void {
    this.outlet.status(request.message.header, "busy");
    this.#reply(request, { status: "aborted" });
    this.outlet.status(request.message.header, "idle");
  }

  #reply({ channel, identities, message }: Request, content: Json): void {
    this.io.reply({ channel, identities, msgType: "execute_reply", parent: message.header, content });
  }
}
