/** Ends kernels that nobody has used for long. */
import type { Kernel } from "./kernel.js";
import type { Kernels } from "./kernels.js";

export interface CullingOptions {
  /** seconds without activity after which a kernel is ended */
  idleSeconds: number;
  /** ends kernels that a page is connected to, too */
  connected?: boolean;
  /** ends kernels that work or wait for input, too */
  busy?: boolean;
}

/** Looks after kernels until the returned function is called. */
export function cull(
  kernels: Kernels,
  { idleSeconds, connected = false, busy = false }: CullingOptions,
): () => void {
  const isIdle = (kernel: Kernel) =>
    Date.now() - kernel.lastActivity.getTime() >= idleSeconds * 1000 &&
    (connected || kernel.connections === 0) &&
    (busy || kernel.executionState === "idle");
  const look = () => {
    for (const kernel of kernels.list().filter(isIdle)) {
      kernels.onLog(`The kernel ${kernel.id} was not used for ${idleSeconds} s and is ended.\n`);
      void kernel.shutdown();
    }
  };
  // Often enough that a kernel lives at most a tenth longer than it may.
  const timer = setInterval(look, Math.min(60_000, Math.max(100, idleSeconds * 100)));
  timer.unref();
  return () => clearInterval(timer);
}
