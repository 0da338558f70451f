/**
 * Messages on the WebSocket, protocol v1.kernel.websocket.jupyter.org:
 * https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html
 *
 * offset count (uint64) · offsets (uint64 each) · channel · header · parent · metadata · content · buffers.
 * All integers are little-endian; the last offset is the end of the message.
 */
import type { Message } from "@vision-peel/kernel/wire";

export const protocolName = "v1.kernel.websocket.jupyter.org";

export interface SocketMessage {
  channel: string;
  message: Message;
}

/**
 * The bytes of one message.
 *
 * @example
 * webSocket.send(encodeSocketMessage({ channel: "iopub", message }));
 */
export function encodeSocketMessage({ channel, message }: SocketMessage): Buffer {
  const { header, parent_header, metadata, content, buffers } = message;
  const parts: Uint8Array[] = [
    Buffer.from(channel),
    ...[header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part))),
    ...buffers,
  ];
  const count = parts.length + 1;
  const preamble = Buffer.alloc(8 * (1 + count));
  preamble.writeBigUInt64LE(BigInt(count), 0);
  let offset = preamble.length;
  for (let i = 0; i < count; i++) {
    preamble.writeBigUInt64LE(BigInt(offset), 8 * (1 + i));
    offset += parts[i]?.length ?? 0;
  }
  return Buffer.concat([preamble, ...parts]);
}

/** Undoes {@link encodeSocketMessage}. Throws RangeError or SyntaxError for bytes that are no message. */
export function decodeSocketMessage(bytes: Buffer): SocketMessage {
  const count = Number(bytes.readBigUInt64LE(0));
  // Six offsets enclose the channel and the four JSON parts, and nothing holds more offsets than bytes.
  if (count < 6 || 8 * (1 + count) > bytes.length) throw new RangeError(`${count} offsets are impossible.`);
  const offsets = Array.from({ length: count }, (_, i) => Number(bytes.readBigUInt64LE(8 * (1 + i))));
  const ascending = offsets.every((offset, i) => offset >= (offsets[i - 1] ?? 8 * (1 + count)));
  if (!ascending || offsets[count - 1] > bytes.length) throw new RangeError("The offsets are not in order.");
  const [channel, header, parent, metadata, content, ...buffers] = offsets
    .slice(0, -1)
    .map((offset, i) => bytes.subarray(offset, offsets[i + 1]));
  const parse = (part: Buffer) => JSON.parse(part.toString("utf8"));
  return {
    channel: channel.toString("utf8"),
    message: {
      header: parse(header),
      parent_header: parse(parent),
      metadata: parse(metadata),
      content: parse(content),
      buffers,
    },
  };
}
