/** The client's end of the five sockets: what a front end or a server holds of a running kernel. */
import { randomUUID } from "node:crypto";
import { Dealer, Request, Subscriber } from "zeromq";
import { addressOf, type ConnectionInfo } from "./connection.js";
import { clientCurve } from "./curve.js";
import { decodeMessage, encodeMessage, type Message } from "./message.js";
import { SendQueue } from "./sendQueue.js";

export type RequestChannel = "shell" | "control" | "stdin";
export type Channel = RequestChannel | "iopub";

export class KernelChannels {
  readonly #sockets: { shell: Dealer; control: Dealer; stdin: Dealer; iopub: Subscriber };
  readonly #queues: Record<RequestChannel, SendQueue>;
  readonly #listeners = new Set<(channel: Channel, message: Message) => void>();
  #closed = false;

  /**
   * Connects to a kernel. Sockets connect lazily: messages sent before the kernel has bound wait for it.
   *
   * @param onError hears of messages that were dropped because they were malformed or wrongly signed
   */
  constructor(
    readonly info: ConnectionInfo,
    readonly onError: (error: unknown) => void = () => {},
  ) {
    const routingId = randomUUID();
    // One identity on all three: the kernel asks on stdin for the one who spoke on shell.
    const curve = clientCurve(info);
    const dealer = () =>
      new Dealer({ routingId, linger: 0, sendHighWaterMark: 0, receiveHighWaterMark: 0, ...curve });
    this.#sockets = {
      shell: dealer(),
      control: dealer(),
      stdin: dealer(),
      iopub: new Subscriber({ linger: 0, receiveHighWaterMark: 0, ...curve }),
    };
    this.#sockets.iopub.subscribe();
    for (const name of ["shell", "control", "stdin", "iopub"] as const) {
      this.#sockets[name].connect(addressOf(info, name));
      void this.#receive(name);
    }
    const queue = (name: RequestChannel) => new SendQueue(this.#sockets[name], onError);
    this.#queues = { shell: queue("shell"), control: queue("control"), stdin: queue("stdin") };
  }

  onMessage(listener: (channel: Channel, message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(channel: RequestChannel, message: Message): Promise<void> {
    return this.#queues[channel].send(encodeMessage({ identities: [], message }, this.info.key));
  }

  /** Sends frames as they are: how tests speak nonsense to a kernel. */
  sendRaw(channel: RequestChannel, frames: Uint8Array[]): Promise<void> {
    return this.#queues[channel].send(frames);
  }

  /** True if the heartbeat comes back within the time. */
  async isAlive(timeoutMs = 1000): Promise<boolean> {
    const socket = new Request({
      linger: 0,
      receiveTimeout: timeoutMs,
      sendTimeout: timeoutMs,
      ...clientCurve(this.info),
    });
    socket.connect(addressOf(this.info, "hb"));
    try {
      await socket.send("ping");
      await socket.receive();
      return true;
    } catch {
      return false;
    } finally {
      socket.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  async #receive(channel: Channel): Promise<void> {
    try {
      for await (const frames of this.#sockets[channel]) {
        try {
          const { message } = decodeMessage(frames, this.info.key);
          for (const listener of this.#listeners) listener(channel, message);
        } catch (error) {
          this.onError(error);
        }
      }
    } catch (error) {
      if (!this.#closed) this.onError(error);
    }
  }
}
