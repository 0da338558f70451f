import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { WireError } from "./errors.js";
import type { Json } from "./message.js";
import type {
  InputAnswer,
  IoThreadData,
  Parent,
  ReplyChannel,
  StreamText,
  ToIo,
  ToMain,
} from "./threadMessages.js";

/** A message in the making. */
export interface Outgoing {
  msgType: string;
  parent: Parent;
  content: Json;
  metadata?: Json;
  buffers?: readonly Uint8Array[];
  /** Chosen by whoever must recognise the answer; left out: a new one. */
  msgId?: string;
}

export interface Address {
  identities: Uint8Array[];
}

/** A cell that prints faster than the I/O thread can send waits while this many characters are on their way. */
const unsentLimit = 8 * 2 ** 20;
/** A wait this long means that the I/O thread is gone. */
const patienceMs = 5000;

/** The main thread's end of the I/O thread. What is no JSON throws here, where the cell that made it hears of it. */
export class IoChannel {
  readonly #worker: Worker;
  readonly #inputs = new MessageChannel();
  readonly #inputSignal = new Int32Array(new SharedArrayBuffer(4));
  readonly #unsent = new Int32Array(new SharedArrayBuffer(4));
  /** What waits to cross together. */
  #held: { messages: ToIo[]; transfer: ArrayBuffer[] } | undefined;

  constructor(
    data: Omit<IoThreadData, "inputSignal" | "inputPort" | "unsentText">,
    onMessage: (message: ToMain) => void,
    onDeath: (error: Error) => void,
  ) {
    const inputPort = this.#inputs.port2;
    const shared = { inputSignal: this.#inputSignal.buffer, unsentText: this.#unsent.buffer };
    const workerData: IoThreadData = { ...data, ...shared, inputPort };
    const transferList = [inputPort];
    this.#worker = new Worker(new URL("./ioThread.js", import.meta.url), { workerData, transferList });
    this.#worker.on("message", onMessage);
    this.#worker.on("error", onDeath);
  }

  /**
   * What is sent from now on crosses to the I/O thread together, once {@link release} is called or nothing is left to
   * do at the moment: to wake the other thread takes longer than all else there is to a message.
   */
  hold(): void {
    if (this.#held) return;
    this.#held = { messages: [], transfer: [] };
    process.nextTick(() => this.release());
  }

  /** Lets go what was held back. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held && held.messages.length > 0)
      this.#post({ kind: "together", messages: held.messages }, held.transfer);
  }

  /** Text of a stream; where too much is on its way, it waits, so that a runaway loop fills no memory. */
  stream(stream: StreamText): void {
    // Whoever prints may compute on for long, or wait below.
    this.release();
    Atomics.add(this.#unsent, 0, stream.text.length);
    this.#post({ kind: "stream", stream });
    for (let unsent = this.#unsent[0]; unsent > unsentLimit; unsent = this.#unsent[0])
      if (Atomics.wait(this.#unsent, 0, unsent, patienceMs) === "timed-out") return;
  }

  publish(outgoing: Outgoing): void {
    const { publication, copies } = pack(outgoing);
    this.#post({ kind: "publish", publication }, copies);
  }

  reply({ channel, identities, ...outgoing }: Outgoing & Address & { channel: ReplyChannel }): void {
    const { publication, copies } = pack(outgoing);
    this.#post({ kind: "reply", reply: { channel, identities, ...publication } }, copies);
  }

  /** The answer comes back as a message of kind "input". */
  askForInput({ identities, ...outgoing }: Outgoing & Address): void {
    const reply = { identities, ...pack(outgoing).publication };
    this.#post({ kind: "input", reply, isBlocking: false });
  }

  /** Sleeps until there is an answer; undefined when an interrupt has ended the wait. */
  waitForInput({ identities, ...outgoing }: Outgoing & Address & { msgId: string }): string | undefined {
    this.release();
    Atomics.store(this.#inputSignal, 0, 0);
    const reply = { identities, ...pack(outgoing).publication };
    this.#post({ kind: "input", reply, isBlocking: true });
    Atomics.wait(this.#inputSignal, 0, 0);
    const answer: InputAnswer | undefined = receiveMessageOnPort(this.#inputs.port1)?.message;
    return answer?.value;
  }

  /** Tells of a process that no interrupt shall end. */
  tellBeside(pid: number, isAlive: boolean): void {
    this.#worker.postMessage({ kind: "beside", pid, isAlive } satisfies ToIo);
  }

  close(): void {
    this.#post({ kind: "close" });
  }

  #post(message: ToIo, transfer: ArrayBuffer[] = []): void {
    if (this.#held) {
      this.#held.messages.push(message);
      this.#held.transfer.push(...transfer);
      return;
    }
    this.#worker.postMessage(message, transfer);
  }
}

/** Buffers are copied once, here and now, so that the cell may go on writing in its own, and then handed over. */
function pack({ msgType, parent, content, metadata, buffers = [], msgId }: Outgoing) {
  const copies = buffers.map((buffer) => new Uint8Array(buffer));
  const publication = {
    msgType,
    parent,
    content: textOf(content, msgType),
    metadata: metadata && textOf(metadata, msgType),
    buffers: copies,
    msgId,
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
