import type { AnyModel } from "./afm.js";

/** Whether a kernel listens to what a view sends. */
export const listens = <State extends object>({ kernel }: AnyModel<State>): boolean =>
  kernel?.listens() ?? false;

/** Calls back when a kernel has begun or ceased to listen, until the signal aborts. */
export function watchKernel<State extends object>(
  { kernel }: AnyModel<State>,
  tell: () => void,
  signal: AbortSignal,
): void {
  const stop = kernel?.onChange(tell);
  if (stop) signal.addEventListener("abort", stop, { once: true });
}
