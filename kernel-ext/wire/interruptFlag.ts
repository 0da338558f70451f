/** What the two threads share about interrupts: a few integers of one SharedArrayBuffer. */

/** Holds the ticket of an interrupt that nobody has taken yet, or 0. */
export const ticketAt = 0;
/** How far the two threads are with a termination. */
export const handshakeAt = 1;
/** Not 0 while the main thread waits for a process, deaf to everything else. */
export const waitingAt = 2;
/** When the interrupt came, by {@link moment}. */
export const sinceAt = 3;
export const interruptFlagBytes = 16;

/** Milliseconds that fit an integer of the flag; only differences mean something. */
export const moment = (): number => Date.now() % 2 ** 30;

export const handshake = {
  none: 0,
  /** The main thread sleeps until V8 is told to terminate what it runs. */
  ready: 1,
  /** V8 is told. */
  told: 2,
} as const;

/** The main thread's global function that a termination begins with. */
export const terminateName = "__peelTerminate";

/** What that function answers. */
export type Verdict =
  /** The interrupt has been taken meanwhile. */
  | "answered"
  /** Nothing of the user's runs, or something that must not be torn: ask again. */
  | "later"
  /** This Node would not survive it. */
  | "impossible"
  /** What runs ends as soon as the function has returned. */
  | "ending";
