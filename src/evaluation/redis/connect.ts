import { Redis } from "ioredis";
import { ArgumentError } from "../../errors.js";
import { unlessAborted } from "../../unlessAborted.js";
import { untilAnswered } from "./untilAnswered.js";

/** How long a server may be silent before it is said to be away, in milliseconds. */
const PATIENCE_MS = 5_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Connects to a Redis, and goes on trying when the connection is lost later: commands wait for it.
 *
 * @param url `redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]`; `rediss://` is encrypted
 * @throws ArgumentError for what is no such address, or where no Redis answers; without the password
 */
export async function connectRedis(url: string): Promise<Redis> {
  const host = hostOf(url);
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    retryStrategy: (tries) => Math.min(50 * tries, LONGEST_PAUSE_MS),
  });
  // The last reason is told where it is too late to try again; an event without a listener would be printed.
  let reason = "silent";
  redis.on("error", (error: Error) => {
    reason = error.message;
  });
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    // One that is lost at once is made anew meanwhile; the question waits for it.
    redis.connect().catch(() => {});
    await unlessAborted(
      untilAnswered(() => redis.ping(), patience),
      patience,
    );
    return redis;
  } catch (cause) {
    redis.disconnect();
    // What the server itself says, a wrong password, say, is told as it is.
    if (!patience.aborted && cause instanceof Error) reason = cause.message;
    throw new ArgumentError({
      ...{ argument: "redis", expected: "the address of a Redis that answers", got: `${host} (${reason})` },
      remedy: "start it there (apt install redis-server), or check the address and its password",
    });
  }
}

/** The part of the address that may be shown. @throws ArgumentError */
function hostOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && ["redis:", "rediss:"].includes(parsed.protocol) && parsed.hostname !== "") return parsed.host;
  throw new ArgumentError({
    ...{ argument: "redis", expected: "an address like redis://127.0.0.1:6379" },
    got: parsed ? `one of ${parsed.protocol}//` : "none",
    remedy: "begin it with redis:// or, for an encrypted connection, rediss://",
  });
}
