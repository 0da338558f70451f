/**
 * The main thread's half of a termination. V8 ends what runs without a word to it: no `catch` and no `finally`
 * hears of it, and Node 20 and 22 abort when they find their list of asynchronous contexts longer than they left
 * it. Node empties that list itself after an uncaught exception; so does this, in the middle of what is to end.
 */
import { executionAsyncId } from "node:async_hooks";
import { KeyboardInterrupt } from "../errors.js";
import { isBetweenOwnFrames, isUsersWork, rawFrames } from "../stack.js";
import { handshake, handshakeAt, terminateName, ticketAt, type Verdict } from "../wire/interruptFlag.js";

/** If the other thread is gone meanwhile. */
const patienceMs = 1000;
/** After so many questions what runs is in Node's own code to stay. */
const maxPatience = 25;

/** @param onTerminated called in the middle of what will end, with an error that names its line */
export function installTermination(
  flag: Int32Array,
  onTerminated: (ticket: number, error: KeyboardInterrupt) => void,
): void {
  const clear = clearAsyncContexts();
  let asked = { ticket: 0, times: 0 };
  const terminate = (ticket: number): Verdict => {
    if (flag[ticketAt] !== ticket) return "answered";
    if (!clear) return "impossible";
    if (asked.ticket !== ticket) asked = { ticket, times: 0 };
    const frames = rawFrames(terminate);
    // The compiler and the kernel come to an end by themselves, and then the interrupt is taken.
    if (!isUsersWork(frames)) return "later";
    if (isBetweenOwnFrames(frames) && asked.times++ < maxPatience) return "later";
    const error = new KeyboardInterrupt();
    Error.captureStackTrace(error, terminate);
    String(error.stack);
    flag[ticketAt] = 0;
    onTerminated(ticket, error);
    clear();
    if (executionAsyncId() !== 0) {
      flag[ticketAt] = ticket;
      return "impossible";
    }
    Atomics.store(flag, handshakeAt, handshake.ready);
    Atomics.wait(flag, handshakeAt, handshake.ready, patienceMs);
    Atomics.store(flag, handshakeAt, handshake.none);
    return "ending";
  };
  Object.defineProperty(globalThis, terminateName, { value: terminate });
}

/** Node's own function for it, which has no other door. */
function clearAsyncContexts(): (() => void) | undefined {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const { binding } = process as unknown as { binding(name: string): { clearAsyncIdStack?: () => void } };
    return binding("async_wrap").clearAsyncIdStack;
  } catch {
    return undefined;
  } finally {
    process.noDeprecation = noDeprecation;
  }
}
