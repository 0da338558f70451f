/** Knows what the packages of a folder export, without keeping their types in memory. */
import { Worker } from "node:worker_threads";
import type { ImportableName } from "./autoImport.js";

export class ExportIndex {
  #reading: Promise<readonly ImportableName[]> | undefined;

  constructor(readonly folder: string) {}

  /** Reads the packages on a thread of its own, which ends with it: its compiler needs much memory. */
  read(): Promise<readonly ImportableName[]> {
    this.#reading ??= new Promise((resolve) => {
      const thread = new Worker(new URL("./exportThread.js", import.meta.url), { workerData: this.folder });
      thread.once("message", resolve);
      // Completions do without imports then.
      thread.once("error", () => resolve([]));
      thread.once("exit", () => resolve([]));
      thread.unref();
    });
    return this.#reading;
  }
}
