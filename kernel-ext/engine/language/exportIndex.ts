/** Knows what the packages of a folder export, without keeping their types in memory. */
import { Worker } from "node:worker_threads";
import { stampOf } from "../tsconfig.js";
import { ts } from "../typescript.js";
import type { ImportableName } from "./autoImport.js";

export class ExportIndex {
  #reading: Promise<readonly ImportableName[]> | undefined;
  #stamp = "";

  constructor(readonly folder: string) {}

  /** Reads the packages on a thread of its own, which ends with it: its compiler needs much memory. */
  read(): Promise<readonly ImportableName[]> {
    // Packages may have come since.
    const stamp = stampOf(ts.findConfigFile(this.folder, ts.sys.fileExists, "package.json") ?? "");
    if (stamp !== this.#stamp) this.#reading = undefined;
    this.#stamp = stamp;
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
