/**
 * Messages with large arrays behind them, over a stream of bytes. A frame is
 *
 *     u32 little-endian: bytes of the header · the header as JSON · the arrays' bytes, one after the other
 *
 * and the header tells each array's length in bytes under `arrays`. Pipes instead of Node's own channel between
 * processes: that one copies arrays through a serializer while the thread waits (48 MiB: up to 0.65 s).
 */
import type { Readable, Writable } from "node:stream";

/** What a frame's header has besides the message's own fields. */
interface Header {
  readonly arrays: readonly number[];
  readonly message: unknown;
}

/** A message, and the bytes that come with it; each array has a buffer of its own, so that any type fits on it. */
export interface Frame {
  readonly message: unknown;
  readonly arrays: readonly ArrayBuffer[];
}

/** Headers are names, sizes and settings: one that is longer is no header. */
const MAX_HEADER = 2 ** 20;

/** Writes a frame; the arrays must not change before `written`. */
export function writeFrame(
  stream: Writable,
  message: unknown,
  arrays: readonly ArrayBufferView[],
  written?: () => void,
): void {
  const header: Header = { arrays: arrays.map(({ byteLength }) => byteLength), message };
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(4);
  start.writeUInt32LE(text.length);
  stream.write(Buffer.concat([start, text]));
  for (const { buffer, byteOffset, byteLength } of arrays) {
    if (byteLength > 0) stream.write(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
  }
  // An empty write is called back when everything before it has gone.
  if (written) stream.write("", () => written());
}

/** Calls back for each whole frame; what comes in parts is put together without being copied twice. */
export function readFrames(stream: Readable, onFrame: (frame: Frame) => void, onNonsense: () => void): void {
  let small = Buffer.alloc(0);
  let header: Header | undefined;
  let arrays: Uint8Array[] = [];
  let [at, filled] = [0, 0];
  const finish = (): void => {
    if (!header) return;
    const frame = { message: header.message, arrays: arrays.map(({ buffer }) => buffer as ArrayBuffer) };
    header = undefined;
    arrays = [];
    onFrame(frame);
  };
  stream.on("data", (chunk: Buffer) => {
    let rest: Uint8Array = chunk;
    for (;;) {
      if (!header) {
        small = Buffer.concat([small, rest]);
        if (small.length < 4) return;
        const length = small.readUInt32LE();
        if (length > MAX_HEADER) return onNonsense();
        if (small.length < 4 + length) return;
        header = JSON.parse(small.toString("utf8", 4, 4 + length)) as Header;
        arrays = header.arrays.map((bytes) => new Uint8Array(bytes));
        rest = small.subarray(4 + length);
        small = Buffer.alloc(0);
        [at, filled] = [0, 0];
      }
      for (; at < arrays.length; at++, filled = 0) {
        const part = rest.subarray(0, arrays[at].length - filled);
        arrays[at].set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
        if (filled < arrays[at].length) return;
      }
      finish();
      if (rest.length === 0) return;
    }
  });
}
