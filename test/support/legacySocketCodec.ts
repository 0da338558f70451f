/**
 * The WebSocket protocol of servers that know no v1: JSON, or with buffers, JSON and buffers behind a list
 * of big-endian 32-bit offsets.
 * https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html#default-websocket-protocol
 */
import type { SocketMessage } from "../../lab/dist/server/kernels/socketCodec.js";

export function encodeLegacyMessage({ channel, message }: SocketMessage): Buffer | string {
  const { buffers, ...rest } = message;
  const text = JSON.stringify({ ...rest, channel, buffers: [] });
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

export function decodeLegacyMessage(data: Buffer, isBinary: boolean): SocketMessage {
  let text = data;
  let buffers: Buffer[] = [];
  if (isBinary) {
    const count = data.readUInt32BE(0);
    const offsets = Array.from({ length: count }, (_, i) => data.readUInt32BE(4 * (1 + i)));
    [text, ...buffers] = offsets.map((offset, i) => data.subarray(offset, offsets[i + 1] ?? data.length));
  }
  const { channel, header, parent_header, metadata, content } = JSON.parse(text.toString("utf8"));
  return { channel, message: { header, parent_header, metadata, content, buffers } };
}
