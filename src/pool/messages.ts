import { ArgumentError, type PeelError, UnreadableError, UnwritableError } from "../errors.js";
import type { Provenance } from "../image/types.js";
import type { DecodeTask } from "./decoders.js";

/** To a worker: one picture, or a band of its rows. */
export interface Job {
  readonly id: number;
  readonly task: DecodeTask;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly samples16?: Uint16Array;
  readonly provenance: Provenance | undefined;
  readonly args: readonly unknown[];
}

/** From a worker: the decoder's result without its class, or what it threw. */
export type Reply =
  | { readonly id: number; readonly result: object }
  | { readonly id: number; readonly error: SentError };

/** An error's parts; structured cloning would drop those that are ours. */
export type SentError = Pick<Error, "name" | "message" | "stack"> &
  Partial<Pick<PeelError, "tag" | "argument" | "expected" | "got" | "remedy">>;

export function sentError(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack } = error;
  const { tag, argument, expected, got, remedy } = error as Partial<PeelError>;
  return { name, message, stack, ...(tag && { tag, argument, expected, got, remedy }) };
}

const TYPES = { argument: ArgumentError, unreadable: UnreadableError, unwritable: UnwritableError };

/** The error as it was thrown, with the worker's stack as its cause. */
export function receivedError(sent: SentError): Error {
  const { tag, argument = "", expected = "", got = "", remedy = "" } = sent;
  const cause = Object.assign(new Error(sent.message), { name: sent.name, stack: sent.stack });
  if (tag && tag in TYPES)
    return new TYPES[tag as keyof typeof TYPES]({ argument, expected, got, remedy }, { cause });
  return new Error(sent.message, { cause });
}

/** Every buffer in a value, once each: what is given away instead of copied. */
export function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) buffersIn(part, found);
  }
  return found;
}
