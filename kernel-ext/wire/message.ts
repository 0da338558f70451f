/**
 * Messages and their frames:
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { randomUUID } from "node:crypto";
import { WireError } from "./errors.js";
import { isSignedBy, sign } from "./signature.js";

export const protocolVersion = "5.5";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
  /** The subshell that shall handle a request; left out: the main one. */
  subshell_id?: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: contents are JSON whose shape depends on the message type
export type Json = Record<string, any>;

export interface Message {
  header: Header;
  parent_header: Header | Record<string, never>;
  metadata: Json;
  content: Json;
  buffers: Uint8Array[];
}

/** A message and the ZeroMQ identities (or the iopub topic) in front of it. */
export interface Envelope {
  identities: Uint8Array[];
  message: Message;
}

const delimiter = Buffer.from("<IDS|MSG>");

export function makeHeader(msgType: string, session: string): Header {
  return {
    msg_id: randomUUID(),
    msg_type: msgType,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: protocolVersion,
  };
}

export function makeMessage(
  msgType: string,
  session: string,
  { subshellId, ...parts }: Partial<Omit<Message, "header">> & { subshellId?: string } = {},
): Message {
  const header = makeHeader(msgType, session);
  return {
    header: subshellId === undefined ? header : { ...header, subshell_id: subshellId },
    parent_header: parts.parent_header ?? {},
    metadata: parts.metadata ?? {},
    content: parts.content ?? {},
    buffers: parts.buffers ?? [],
  };
}

/** Frames as they go over ZeroMQ: identities, delimiter, signature, four JSON parts, raw buffers. */
export function encodeMessage({ identities, message }: Envelope, key: string): Uint8Array[] {
  const { header, parent_header, metadata, content, buffers } = message;
  const json = [header, parent_header, metadata, content].map((part) => JSON.stringify(part));
  return encodeFrames(identities, json, buffers, key);
}

/** As {@link encodeMessage}, of header, parent header, metadata and content that are JSON text already. */
export function encodeFrames(
  identities: readonly Uint8Array[],
  json: readonly string[],
  buffers: readonly Uint8Array[],
  key: string,
): Uint8Array[] {
  const parts = json.map((part) => Buffer.from(part));
  return [...identities, delimiter, Buffer.from(sign(parts, key)), ...parts, ...buffers];
}

/** Undoes {@link encodeMessage}. Throws {@link WireError} for missing frames, a wrong signature or bad JSON. */
export function decodeMessage(frames: readonly Uint8Array[], key: string): Envelope {
  const at = frames.findIndex((frame) => delimiter.equals(frame));
  if (at < 0 || frames.length < at + 6) {
    throw new WireError(`A message of ${frames.length} frames is not a Jupyter message`, "It was dropped.");
  }
  const parts = frames.slice(at + 2, at + 6);
  // The signature covers exactly these four frames: binary buffers are not signed.
  if (!isSignedBy(parts, frames[at + 1], key)) {
    throw new WireError("The signature of a message is wrong", "It was dropped.");
  }
  let json: unknown[];
  try {
    json = parts.map((part) => JSON.parse(Buffer.from(part).toString("utf8")));
  } catch (cause) {
    throw new WireError("A message holds no valid JSON", "It was dropped.", { cause });
  }
  const [header, parent, metadata, content] = json as [Header, Header, Json, Json];
  if (typeof header?.msg_type !== "string" || typeof header.msg_id !== "string") {
    throw new WireError("The header of a message has no msg_type or msg_id", "It was dropped.");
  }
  return {
    identities: frames.slice(0, at),
    message: {
      header,
      parent_header: parent ?? {},
      metadata: metadata ?? {},
      content: content ?? {},
      buffers: frames.slice(at + 6),
    },
  };
}
