/**
 * Messages on the WebSocket for clients that offer no protocol by name: JSON, or with buffers, JSON and buffers behind
 * a list of big-endian 32-bit offsets.
 * https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html#default-websocket-protocol
 */
import type { SocketMessage } from "./socketCodec.js";

/** The text or bytes of one message. */
export function encodeLegacyMessage({ channel, message }: SocketMessage): Buffer | string {
  const { buffers, ...rest } = message;
  const { msg_id, msg_type } = message.header;
  const text = JSON.stringify({ ...rest, msg_id, msg_type, channel, buffers: [] });
  if (buffers.length === 0) return text;
  const parts = [Buffer.from(text), ...buffers];
  const head = Buffer.alloc(4 * (1 + parts.length));
  head.writeUInt32BE(parts.length, 0);
  let offset = head.length;
  for (const [i, part] of parts.entries()) {
    head.writeUInt32BE(offset, 4 * (1 + i));
    offset += part.length;
  }
  return Buffer.concat([head, ...parts]);
}

/** Undoes {@link encodeLegacyMessage}. Throws RangeError, SyntaxError or TypeError for what is no message. */
export function decodeLegacyMessage(data: Buffer, isBinary: boolean): SocketMessage {
  const [text, ...buffers] = isBinary ? split(data) : [data];
  const {
    channel,
    header,
    parent_header = {},
    metadata = {},
    content = {},
  } = JSON.parse(text.toString("utf8"));
  if (typeof header !== "object" || header === null) throw new TypeError("A message has a header.");
  // Very old clients send no channel: there was a socket for each, and most of what they sent was for this one.
  return { channel: channel ?? "shell", message: { header, parent_header, metadata, content, buffers } };
}

function split(data: Buffer): Buffer[] {
  const count = data.readUInt32BE(0);
  if (count < 1 || 4 * (1 + count) > data.length) throw new RangeError(`${count} parts are impossible.`);
  const offsets = Array.from({ length: count }, (_, i) => data.readUInt32BE(4 * (1 + i)));
  const ascending = offsets.every((offset, i) => offset >= (offsets[i - 1] ?? 4 * (1 + count)));
  if (!ascending || offsets[count - 1] > data.length) throw new RangeError("The offsets are not in order.");
  return offsets.map((offset, i) => data.subarray(offset, offsets[i + 1] ?? data.length));
}
