import { Worker } from "node:worker_threads";
import type { IoThreadData, Publication, Reply, ToIo, ToMain } from "./threadMessages.js";

/** The main thread's end of the I/O thread. */
export class IoChannel {
  readonly #worker: Worker;

  constructor(data: IoThreadData, onMessage: (message: ToMain) => void, onDeath: (error: Error) => void) {
    this.#worker = new Worker(new URL("./ioThread.js", import.meta.url), { workerData: data });
    this.#worker.on("message", onMessage);
    this.#worker.on("error", onDeath);
  }

  publish(publication: Publication): void {
    this.#post({ kind: "publish", publication });
  }

  reply(reply: Reply): void {
    this.#post({ kind: "reply", reply });
  }

  askForInput(reply: Omit<Reply, "channel">): void {
    this.#post({ kind: "input", reply });
  }

  close(): void {
    this.#post({ kind: "close" });
  }

  #post(message: ToIo): void {
    this.#worker.postMessage(message);
  }
}
