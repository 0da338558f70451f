/** The front ends of all kernels: who is here, and who may come back. */
import type { WebSocket } from "ws";
import { KernelBridge } from "./bridge.js";
import type { Kernel } from "./kernel.js";

/** Every page that is reloaded leaves one behind; only the latest of a kernel are waited for, */
const awayPerKernel = 4;
/** and not longer than a night. */
const awayMs = 12 * 3600 * 1000;

export class Bridges {
  readonly #byKernel = new Map<Kernel, Map<string, KernelBridge>>();
  readonly #timers = new Map<KernelBridge, NodeJS.Timeout>();

  /**
   * Joins a WebSocket to a kernel.
   *
   * @param sessionId the front end's own name for its connection, the same when it reconnects; null for none
   */
  join(webSocket: WebSocket, kernel: Kernel, sessionId: string | null): void {
    if (!sessionId) {
      new KernelBridge(kernel, (bridge) => bridge.close()).attach(webSocket);
      return;
    }
    const bridges = this.#bridgesOf(kernel);
    const bridge =
      bridges.get(sessionId) ?? new KernelBridge(kernel, (gone) => this.#keep(kernel, sessionId, gone));
    this.#forget(bridge);
    // The last one in the map is the one that was here last.
    bridges.delete(sessionId);
    bridges.set(sessionId, bridge);
    bridge.attach(webSocket);
  }

  #bridgesOf(kernel: Kernel): Map<string, KernelBridge> {
    const known = this.#byKernel.get(kernel);
    if (known) return known;
    const bridges = new Map<string, KernelBridge>();
    this.#byKernel.set(kernel, bridges);
    // Its bridges close by themselves.
    kernel.once("gone", () => {
      this.#byKernel.delete(kernel);
      for (const bridge of bridges.values()) this.#forget(bridge);
    });
    return bridges;
  }

  #keep(kernel: Kernel, sessionId: string, bridge: KernelBridge): void {
    const bridges = this.#bridgesOf(kernel);
    if (bridges.get(sessionId) !== bridge) return this.#end(bridge);
    bridges.delete(sessionId);
    bridges.set(sessionId, bridge);
    const timer = setTimeout(() => {
      bridges.delete(sessionId);
      this.#end(bridge);
    }, awayMs);
    timer.unref();
    this.#timers.set(bridge, timer);
    const away = [...bridges].filter(([, other]) => !other.isAttached);
    for (const [id, oldest] of away.slice(0, -awayPerKernel)) {
      bridges.delete(id);
      this.#end(oldest);
    }
  }

  #end(bridge: KernelBridge): void {
    this.#forget(bridge);
    bridge.close();
  }

  #forget(bridge: KernelBridge): void {
    clearTimeout(this.#timers.get(bridge));
    this.#timers.delete(bridge);
  }
}
