/** What a kernel offers to code that runs in it: whoever looks for it needs no package of the kernel. */
interface Kernel {
  readonly onInterrupt?: (handler: () => void) => () => void;
}

/**
 * Runs work with a signal that also aborts when the kernel that it runs in, if any, is interrupted: a process that
 * goes on computing for a cell that has been stopped would keep everybody waiting.
 */
export async function withInterrupts<Result>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const kernel = (globalThis as Record<symbol, Kernel | undefined>)[Symbol.for("peel.kernel.v1")];
  if (!kernel?.onInterrupt) return work(signal);
  const interrupted = new AbortController();
  const stop = kernel.onInterrupt(() => interrupted.abort(new DOMException("Interrupted", "AbortError")));
  try {
    return await work(AbortSignal.any([signal, interrupted.signal]));
  } finally {
    stop();
  }
}
