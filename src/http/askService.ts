/** One request to a service, with patience: what may pass is tried again, what will not is told by its kind. */
import { setTimeout as pause } from "node:timers/promises";
import { GeneratorError } from "../generatorError.js";
import type { Secret } from "../secret.js";
import { backOffMs, MOST_WAIT_MS } from "./backOff.js";
import { faultOfStatus, isWorthAnotherTry } from "./faultOfStatus.js";
import { readBody } from "./readBody.js";

export interface ServiceCall {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** made anew for every try */
  readonly body?: () => string | Uint8Array | FormData;
  /** the service's name, for errors */
  readonly service: string;
  readonly key?: Secret | undefined;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** hears of what is waited for */
  readonly onWait?: (stage: string) => void;
}

export interface Patience {
  /** tries in all */
  readonly attempts: number;
  /** of one try, milliseconds */
  readonly timeoutMs: number;
  /** bytes of an answer */
  readonly maxBytes: number;
  /** of the first wait; each next one is twice as long */
  readonly firstWaitMs: number;
}

export const USUAL_PATIENCE: Patience = {
  attempts: 5,
  timeoutMs: 300_000,
  // A 4096² PNG of noise, in base64.
  maxBytes: 100 * 2 ** 20,
  firstWaitMs: 1000,
};

export interface ServiceAnswer {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** @throws GeneratorError; the signal's reason when it is aborted */
export async function askService(call: ServiceCall): Promise<ServiceAnswer> {
  const { patience, signal, onWait, service } = call;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      onWait?.(attempt === 1 ? `waiting for ${service}` : `waiting for ${service}, try ${attempt}`);
      return await tryOnce(call);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      const isLong = (error.retryAfterMs ?? 0) > MOST_WAIT_MS;
      if (attempt >= patience.attempts || isLong) throw error.fault;
      const waitMs = backOffMs(attempt, patience.firstWaitMs, error.retryAfterMs);
      onWait?.(`${error.why}: next try in ${(waitMs / 1000).toFixed(waitMs < 10_000 ? 1 : 0)} s`);
      // Whoever aborts has a reason of his own; the timer would give another.
      await pause(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** Timers take numbers of 31 bits; it is 24 days. */
const MOST_TIMEOUT_MS = 2 ** 31 - 1;

/** A failure that may pass by itself. */
class Passing extends Error {
  constructor(
    readonly fault: GeneratorError,
    readonly why: string,
    readonly retryAfterMs?: number,
  ) {
    super(why);
  }
}

async function tryOnce({
  url,
  method = "POST",
  headers,
  body,
  ...call
}: ServiceCall): Promise<ServiceAnswer> {
  const { service, key, signal, patience } = call;
  const timeout = AbortSignal.timeout(Math.min(patience.timeoutMs, MOST_TIMEOUT_MS));
  const stop = AbortSignal.any([signal, timeout]);
  const hide = (text: string): string => key?.redact(text) ?? text;
  try {
    const response = await fetch(url, {
      ...{ method, signal: stop, redirect: "manual" },
      ...(headers && { headers }),
      ...(body && { body: body() as string }),
    });
    const bytes = await readBody(response, patience.maxBytes, service).catch((cause: unknown) => {
      // What is only read may be read again.
      if (stop.aborted || cause instanceof GeneratorError || method === "GET" || !response.ok) throw cause;
      throw cutOff(service, cause);
    });
    if (response.ok) return { bytes, headers: response.headers };
    const { status } = response;
    const fault = faultOfStatus(service, status, new TextDecoder().decode(bytes.subarray(0, 100_000)), hide);
    if (!isWorthAnotherTry(status)) throw fault;
    throw new Passing(fault, `${service} answered ${status}`, retryAfterMs(response.headers));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GeneratorError || error instanceof Passing) throw error;
    if (timeout.aborted) throw tookTooLong(service, patience.timeoutMs);
    throw new Passing(
      unreachable(service, url, hide(reasonOf(error)), error),
      `${service} cannot be reached`,
    );
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function retryAfterMs(headers: Headers): number | undefined {
  const said = headers.get("retry-after");
  if (said === null) return undefined;
  const seconds = Number(said);
  const ms = Number.isFinite(seconds) ? 1000 * seconds : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Node hides what happened in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return [cause?.code, cause?.message ?? message].filter(Boolean).join(": ");
}

function unreachable(service: string, url: string, detail: string, cause: unknown): GeneratorError {
  const host = URL.canParse(url) ? new URL(url).host : "an address that is none";
  return new GeneratorError(
    "network",
    {
      ...{ argument: service, expected: service === host ? "reachable" : `reachable at ${host}`, got: "not" },
      ...{ remedy: "look at the address, the network and the proxy", detail },
    },
    { cause },
  );
}

/** Once an answer has begun, the work behind it is done, and most likely charged: asking again would cost again. */
const cutOff = (service: string, cause: unknown): GeneratorError =>
  new GeneratorError(
    "bad-answer",
    {
      ...{ argument: `the answer of ${service}`, expected: "whole", got: "cut off" },
      remedy: "ask again; the service may charge for this one all the same",
    },
    { cause },
  );

function tookTooLong(service: string, timeoutMs: number): GeneratorError {
  return new GeneratorError("timeout", {
    argument: service,
    expected: `answering within ${timeoutMs / 1000} s`,
    got: "silent for longer",
    remedy: "try again, or allow more: timeoutMs; the service may charge for the picture all the same",
  });
}
