import { randomUUID } from "node:crypto";
import { HttpError } from "../../errors.js";
import { Kernel } from "./kernel.js";
import type { Kernelspecs } from "./specs.js";

/** Every kernel that this server runs. */
export class Kernels {
  readonly #kernels = new Map<string, Kernel>();
  #isClosed = false;

  constructor(
    readonly specs: Kernelspecs,
    readonly runtimeDir: string,
    readonly onLog: (text: string) => void,
  ) {}

  list(): Kernel[] {
    return [...this.#kernels.values()];
  }

  /** Throws 404 for an id that is not there. */
  find(id: string): Kernel {
    const kernel = this.#kernels.get(id);
    if (!kernel) throw new HttpError(404, `There is no kernel ${id}.`);
    return kernel;
  }

  async start(name: string | undefined, cwd: string): Promise<Kernel> {
    if (this.#isClosed) throw new HttpError(503, "The server is shutting down.");
    const spec = await this.specs.find(name || (await this.specs.defaultName()));
    const id = randomUUID();
    const kernel = await Kernel.start({ id, spec, cwd, runtimeDir: this.runtimeDir, onLog: this.onLog });
    this.#kernels.set(id, kernel);
    kernel.once("gone", () => this.#kernels.delete(id));
    // The server may have closed while the process was starting.
    if (this.#isClosed) await kernel.shutdown();
    return kernel;
  }

  /** Ends them all; resolves when no process is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.list().map((kernel) => kernel.shutdown()));
  }

  /** Ends them at once, for a process that is about to exit. */
  kill(): void {
    for (const kernel of this.list()) kernel.kill();
  }
}
