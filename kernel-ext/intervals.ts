/** Knows which `setInterval` the running code belongs to, so that an interrupt can end what would block again. */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { currentContext, runInInterval } from "./context.js";
import type { KeyboardInterrupt } from "./errors.js";

type Tick = (...args: unknown[]) => void;

/** Takes the place of `setInterval`, in `node:timers`, too. */
export function watchIntervals(): void {
  const original = timers.setInterval as (tick: Tick, ms?: number, ...args: unknown[]) => NodeJS.Timeout;
  function setInterval(tick: Tick, ms?: number, ...args: unknown[]): NodeJS.Timeout {
    // Node says what is wrong with it.
    if (typeof tick !== "function") return original(tick, ms, ...args);
    const interval = original(() => runInInterval(interval, () => tick.apply(interval, args)), ms);
    return interval;
  }
  Object.defineProperties(setInterval, Object.getOwnPropertyDescriptors(original));
  Object.assign(timers, { setInterval });
  Object.assign(globalThis, { setInterval });
  syncBuiltinESMExports();
}

/** An interval that does not block the kernel lets others take the interrupt, who are told of it within this time. */
const sparedMs = 50;

/** True while an interrupt is too young to end an interval: others may be meant, and will take it. */
export const isSpared = (ageMs: number): boolean =>
  currentContext()?.interval !== undefined && ageMs >= 0 && ageMs < sparedMs;

/** If an interval called what is interrupted, clears it and lets the error say so. */
export function clearInterrupted(error: KeyboardInterrupt): void {
  const interval = currentContext()?.interval;
  if (!interval) return;
  clearInterval(interval);
  error.message = "The setInterval that was running is interrupted and cleared; it does not run again";
}
