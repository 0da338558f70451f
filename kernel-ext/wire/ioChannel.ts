import { Worker } from "node:worker_threads";
import { WireError } from "./errors.js";
import type { Json } from "./message.js";
import type { IoThreadData, Parent, ReplyChannel, StreamText, ToIo, ToMain } from "./threadMessages.js";

/** A message in the making. */
export interface Outgoing {
  msgType: string;
  parent: Parent;
  content: Json;
  metadata?: Json;
  buffers?: readonly Uint8Array[];
}

export interface Address {
  identities: Uint8Array[];
}

/** The main thread's end of the I/O thread. What is no JSON throws here, where the cell that made it hears of it. */
export class IoChannel {
  readonly #worker: Worker;

  constructor(data: IoThreadData, onMessage: (message: ToMain) => void, onDeath: (error: Error) => void) {
    this.#worker = new Worker(new URL("./ioThread.js", import.meta.url), { workerData: data });
    this.#worker.on("message", onMessage);
    this.#worker.on("error", onDeath);
  }

  stream(stream: StreamText): void {
    this.#post({ kind: "stream", stream });
  }

  publish(outgoing: Outgoing): void {
    const { publication, copies } = pack(outgoing);
    this.#post({ kind: "publish", publication }, copies);
  }

  reply({ channel, identities, ...outgoing }: Outgoing & Address & { channel: ReplyChannel }): void {
    const { publication, copies } = pack(outgoing);
    this.#post({ kind: "reply", reply: { channel, identities, ...publication } }, copies);
  }

  askForInput({ identities, ...outgoing }: Outgoing & Address): void {
    this.#post({ kind: "input", reply: { identities, ...pack(outgoing).publication } });
  }

  close(): void {
    this.#post({ kind: "close" });
  }

  #post(message: ToIo, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

/** Buffers are copied once, here and now, so that the cell may go on writing in its own, and then handed over. */
function pack({ msgType, parent, content, metadata, buffers = [] }: Outgoing) {
  const copies = buffers.map((buffer) => new Uint8Array(buffer));
  const publication = {
    msgType,
    parent,
    content: textOf(content, msgType),
    metadata: metadata && textOf(metadata, msgType),
    buffers: copies,
  };
  return { publication, copies: copies.map((copy) => copy.buffer) };
}

function textOf(json: Json, msgType: string): string {
  try {
    return JSON.stringify(json);
  } catch (cause) {
    const [reason] = String((cause as Error).message).split("\n");
    throw new WireError(
      `What is shown or sent (${msgType}) must be JSON, but: ${reason}`,
      "Use plain values: no bigint, nothing that contains itself.",
      { cause },
    );
  }
}
