/**
 * Saves of hundreds of megabytes: each is in memory several times over while it is read, parsed and written, so that
 * only so many are read at once, and one is worked on at a time. Small ones, which are nearly all, do not wait.
 */
import type { IncomingMessage } from "node:http";
import { HttpError } from "../../errors.js";
import { collectGarbage } from "../collectGarbage.js";
import { parseJson, readBody } from "../exchange.js";
import { Turnstile } from "../turnstile.js";

/** JSON text of notebooks with large outputs, and base64 of uploads. */
const limitBytes = 384 * 2 ** 20;
const smallBytes = 8 * 2 ** 20;
/** Somebody who stops in the middle must not keep the others waiting. */
const patienceMs = 60_000;

export class LargeBodies {
  readonly #reading = new Turnstile(limitBytes);
  readonly #working = new Turnstile(1);
  #count = 0;

  /** Reads the JSON object of a request and hands it on. Throws 400 and 413 as `readJson` does, 408 for one that stops. */
  async take<T>(request: IncomingMessage, use: (body: Record<string, unknown>) => Promise<T>): Promise<T> {
    const declared = request.headers["content-length"];
    // One that does not tell its size may be as large as any.
    const size = declared === undefined ? limitBytes : Number(declared);
    if (size <= smallBytes) return use(parseJson(await readBody(request, limitBytes)));
    this.#count++;
    return this.#readAndUse(size, request, use).finally(() => {
      this.#count--;
      // In a while: the answer goes first, and what waits for it holds the rest.
      if (this.#count === 0) setTimeout(() => this.#count === 0 && collectGarbage(), 1000).unref();
    });
  }

  #readAndUse<T>(
    size: number,
    request: IncomingMessage,
    use: (body: Record<string, unknown>) => Promise<T>,
  ): Promise<T> {
    return this.#reading.pass(size, async () => {
      const held = [await readPatiently(request)];
      // Nothing keeps the bytes once they are parsed.
      return this.#working.pass(1, () => use(parseJson(held.pop() as Buffer)));
    });
  }
}

async function readPatiently(request: IncomingMessage): Promise<Buffer> {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isLate = true;
      request.destroy();
    }, patienceMs);
  };
  wait();
  request.on("data", wait);
  try {
    return await readBody(request, limitBytes);
  } catch (error) {
    if (isLate) throw new HttpError(408, `Nothing more of the request came for ${patienceMs / 1000} s.`);
    throw error;
  } finally {
    clearTimeout(timer);
    request.off("data", wait);
  }
}
