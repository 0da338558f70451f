import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 100;

/** What a lost connection makes of a question, by ioredis and by Node; what a server answers is none of it. */
const LOST = /command aborted|connection is closed|stream isn't writeable|econn|epipe|socket|max retries/i;

/**
 * Asks a Redis, and asks again where the connection was lost before the answer came: for what can be done twice.
 *
 * @throws what the server answers; the signal's reason
 */
export async function untilAnswered<Answer>(
  ask: () => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Error && LOST.test(`${error.message} ${(error as NodeJS.ErrnoException).code}`)))
        throw error;
      await sleep(PAUSE_MS, undefined, signal ? { signal } : {});
    }
  }
}
