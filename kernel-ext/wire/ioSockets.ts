import { Reply as ReplySocket, Router, XPublisher } from "zeromq";
import { addressOf } from "./connection.js";
import { serverCurve } from "./curve.js";
import { decodeMessage, type Envelope, encodeFrames, type Message, makeHeader } from "./message.js";
import { SendQueue } from "./sendQueue.js";
import { StreamMerger } from "./streamMerger.js";
import type { IoThreadData, Publication, Reply, ReplyChannel, StreamText } from "./threadMessages.js";

type RouterName = ReplyChannel | "stdin";

/** The kernel's five sockets. Everything that leaves on iopub goes through one ordered queue. */
export class IoSockets {
  onRequest: (channel: ReplyChannel, envelope: Envelope) => void = () => {};
  onInput: (message: Message) => void = () => {};

  readonly #iopub: XPublisher;
  readonly #routers: Record<RouterName, Router>;
  readonly #heartbeat: ReplySocket;
  readonly #queues: Record<"iopub" | RouterName, SendQueue>;
  readonly #streams = new StreamMerger(({ parent, name, text }) =>
    this.#send({ msgType: "stream", parent, content: JSON.stringify({ name, text }) }),
  );
  #closing = false;

  constructor(
    readonly data: IoThreadData,
    readonly log: (text: string) => void,
  ) {
    const curve = serverCurve(data.connection);
    const router = () => new Router({ sendHighWaterMark: 0, linger: 500, ...curve });
    this.#iopub = new XPublisher({ sendHighWaterMark: 0, linger: 500, verbosity: "allSubs", ...curve });
    this.#routers = { shell: router(), control: router(), stdin: router() };
    this.#heartbeat = new ReplySocket({ linger: 0, ...curve });
    const onError = (error: unknown) => {
      if (!this.#closing) log(`a message could not be sent: ${error}`);
    };
    this.#queues = {
      iopub: new SendQueue(this.#iopub, onError),
      shell: new SendQueue(this.#routers.shell, onError),
      control: new SendQueue(this.#routers.control, onError),
      stdin: new SendQueue(this.#routers.stdin, onError),
    };
  }

  async bind(): Promise<void> {
    const { connection } = this.data;
    await Promise.all([
      this.#iopub.bind(addressOf(connection, "iopub")),
      this.#heartbeat.bind(addressOf(connection, "hb")),
      this.#routers.shell.bind(addressOf(connection, "shell")),
      this.#routers.control.bind(addressOf(connection, "control")),
      this.#routers.stdin.bind(addressOf(connection, "stdin")),
    ]);
    void this.#pump(async () => this.#echoHeartbeats());
    void this.#pump(async () => this.#welcomeSubscribers());
    void this.#pump(async () => this.#receive("shell", (envelope) => this.onRequest("shell", envelope)));
    void this.#pump(async () => this.#receive("control", (envelope) => this.onRequest("control", envelope)));
    void this.#pump(async () => this.#receive("stdin", (envelope) => this.onInput(envelope.message)));
  }

  stream(stream: StreamText): void {
    this.#streams.add(stream);
  }

  publish(publication: Publication): void {
    this.#streams.flush();
    this.#send(publication);
  }

  reply({ channel, identities, ...publication }: Reply): void {
    // What a cell printed must not arrive after the reply that ends it.
    this.#streams.flush();
    void this.#queues[channel].send(this.#encode(publication, identities));
  }

  askForInput({ identities, ...publication }: Omit<Reply, "channel">): void {
    this.#streams.flush();
    void this.#queues.stdin.send(this.#encode(publication, identities));
  }

  async close(): Promise<void> {
    this.#streams.flush();
    await Promise.all(Object.values(this.#queues).map((queue) => queue.drained()));
    this.#closing = true;
    this.#heartbeat.close();
    this.#iopub.close();
    for (const router of Object.values(this.#routers)) router.close();
  }

  #send(publication: Publication): void {
    const topic = Buffer.from(`kernel.${this.data.session}.${publication.msgType}`);
    void this.#queues.iopub.send(this.#encode(publication, [topic]));
  }

  #encode(
    { msgType, parent, content, metadata = "{}", buffers = [], msgId }: Publication,
    identities: Uint8Array[],
  ): Uint8Array[] {
    const made = makeHeader(msgType, this.data.session);
    const header = msgId === undefined ? made : { ...made, msg_id: msgId };
    const json = [JSON.stringify(header), JSON.stringify(parent), metadata, content];
    return encodeFrames(identities, json, buffers, this.data.connection.key);
  }

  async #receive(name: RouterName, handle: (envelope: Envelope) => void): Promise<void> {
    for await (const frames of this.#routers[name]) {
      try {
        handle(decodeMessage(frames, this.data.connection.key));
      } catch (error) {
        this.log(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  async #echoHeartbeats(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }

  /** JEP 65: every subscriber is greeted (hence `allSubs` above), so that it knows when nothing can be lost any more. */
  async #welcomeSubscribers(): Promise<void> {
    for await (const [frame] of this.#iopub) {
      if (frame[0] !== 1) continue;
      const subscription = Buffer.from(frame.subarray(1)).toString();
      const content = JSON.stringify({ subscription });
      const welcome = this.#encode({ msgType: "iopub_welcome", parent: {}, content }, [frame.subarray(1)]);
      void this.#queues.iopub.send(welcome);
    }
  }

  async #pump(loop: () => Promise<void>): Promise<void> {
    try {
      await loop();
    } catch (error) {
      if (!this.#closing) this.log(`a socket failed: ${error}`);
    }
  }
}
