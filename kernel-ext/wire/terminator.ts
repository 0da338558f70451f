import type { Session } from "node:inspector";
import { setTimeout as sleep } from "node:timers/promises";
import { handshake, handshakeAt, terminateName, ticketAt, type Verdict } from "./interruptFlag.js";

/** Also where the main thread is in Node's or the kernel's own code at the moment. */
const retryMs = 20;
const pollMs = 5;
const reachMs = 1000;

/**
 * Ends what the main thread runs where no guard and no SIGINT reaches it: a regular expression, a function of
 * Node's or a loop of a library, after an `await`, in a timer or in a handler. The inspector carries a question
 * and an order into the busy thread (`Runtime.evaluate`, `Runtime.terminateExecution`:
 * https://chromedevtools.github.io/devtools-protocol/v8/Runtime). The question, answered in the middle of what
 * runs, sees to it that nothing of the kernel's own is torn and that Node survives.
 */
export class Terminator {
  constructor(
    readonly flag: Int32Array,
    readonly log: (text: string) => void,
  ) {}

  /** Ends what runs, unless the interrupt is taken before. Never rejects. */
  async end(ticket: number): Promise<void> {
    let session: Session | undefined;
    try {
      const { Session } = await import("node:inspector");
      session = new Session();
      session.connectToMainThread();
      while (this.flag[ticketAt] === ticket) {
        const verdict = await this.#ask(session, ticket);
        if (verdict === "impossible") this.log("what runs could not be terminated in this version of Node");
        if (verdict !== "later") return;
        await sleep(retryMs);
      }
    } catch (error) {
      this.log(`what runs could not be terminated: ${error}`);
    } finally {
      session?.disconnect();
    }
  }

  /** Resolves when the main thread has come to an answer, which takes as long as a function of Node's blocks it. */
  async #ask(session: Session, ticket: number): Promise<Verdict> {
    let order: Promise<unknown> | undefined;
    const poll = setInterval(() => {
      if (Atomics.load(this.flag, handshakeAt) !== handshake.ready) return;
      clearInterval(poll);
      order = new Promise((resolve) => session.post("Runtime.terminateExecution", resolve));
      Atomics.store(this.flag, handshakeAt, handshake.told);
      Atomics.notify(this.flag, handshakeAt);
    }, pollMs);
    // Before the compiler is there no cell runs. Named as Node's own, so that it is left out of stacks.
    const expression = `globalThis.${terminateName}?.(${ticket}) ?? "later"\n//# sourceURL=node:peel`;
    try {
      return await new Promise<Verdict>((resolve) => {
        session.post("Runtime.evaluate", { expression, returnByValue: true }, (error, answer) =>
          resolve(error ? "impossible" : ((answer.result.value as Verdict | undefined) ?? "impossible")),
        );
      });
    } finally {
      clearInterval(poll);
      if (order) await Promise.race([order, sleep(reachMs)]);
    }
  }
}
