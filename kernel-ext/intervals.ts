/** Knows which `setInterval` the running code belongs to, so that an interrupt can end what would block again. */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { currentContext, runInInterval } from "./context.js";
import type { KeyboardInterrupt } from "./errors.js";
import { moment } from "./wire/interruptFlag.js";

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

/** An interval that does not block the kernel leaves the interrupt to others, who are told of it within this time. */
const sparedMs = 50;

/**
 * True while it is too soon to end an interval: others may be meant, and will take the interrupt.
 *
 * @param since the moment of the interrupt
 */
export function isSpared(since: number): boolean {
  const interval = currentContext()?.interval;
  const isYoung = (from: number) => moment() - from >= 0 && moment() - from < sparedMs;
  return interval !== undefined && (isYoung(since) || isYoung(interval.calledAt));
}

/** If an interval called what is interrupted, clears it and lets the error say so. */
export function clearInterrupted(error: KeyboardInterrupt): void {
  const interval = currentContext()?.interval;
  if (!interval) return;
  clearInterval(interval.timer);
  error.message = "The setInterval that was running is interrupted and cleared; it does not run again";
}
