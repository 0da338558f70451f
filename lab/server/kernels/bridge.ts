import {
  type KernelChannels,
  type Message,
  makeMessage,
  type RequestChannel,
} from "@vision-peel/kernel/wire";
import type { WebSocket } from "ws";
import { Backlog, type Held } from "./backlog.js";
import { codecOf } from "./codecs.js";
import type { ExecutionState, Kernel } from "./kernel.js";
import { type Nudge, nudge } from "./nudge.js";
import type { SocketMessage } from "./socketCodec.js";
import { StreamBrake } from "./streamBrake.js";

/** A front end that reads this much too slowly is cut off, and hears the rest when it comes back. */
const unreadLimitBytes = 512 * 2 ** 20;

/**
 * Joins a front end to the channels of a kernel, over all restarts. A front end that goes away (sleep, a
 * broken connection) may come back with a new WebSocket; what the kernel said meanwhile is kept for it.
 */
export class KernelBridge {
  #channels: KernelChannels;
  #nudge: Nudge;
  #webSocket: WebSocket | undefined;
  readonly #backlog = new Backlog();
  /** What the client sent before the channels were ready; undefined once they are. */
  #waiting: SocketMessage[] | undefined = [];
  readonly #listeners;

  constructor(
    readonly kernel: Kernel,
    /** hears when the front end has gone away */
    readonly onAway: (bridge: KernelBridge) => void,
  ) {
    [this.#channels, this.#nudge] = this.#open();
    this.#listeners = {
      process: () => {
        this.#shut();
        [this.#channels, this.#nudge] = this.#open();
      },
      state: (state: ExecutionState) => this.#tellState(state),
      said: (message: Message) => this.#tell({ channel: "iopub", message }),
      gone: () => this.close(),
    };
    const { process, state, said, gone } = this.#listeners;
    kernel.on("process", process).on("state", state).on("said", said).on("gone", gone);
  }

  get isAttached(): boolean {
    return this.#webSocket !== undefined;
  }

  /** Gives the front end its WebSocket, and what it has missed. An older one is closed. */
  attach(webSocket: WebSocket): void {
    this.#detach("The front end has connected anew.");
    this.#webSocket = webSocket;
    this.kernel.connections++;
    webSocket.on("message", (data, isBinary) => this.#fromClient(webSocket, data as Buffer, isBinary));
    webSocket.on("error", () => webSocket.terminate());
    webSocket.once("close", () => {
      if (this.#webSocket !== webSocket) return;
      this.#detach();
      this.onAway(this);
    });
    for (const held of this.#backlog.take()) this.#tell(held);
  }

  /** Leaves the kernel for good. */
  close(): void {
    const { process, state, said, gone } = this.#listeners;
    this.kernel.off("process", process).off("state", state).off("said", said).off("gone", gone);
    this.#detach("The kernel has ended.");
    this.#shut();
  }

  #detach(reason?: string): void {
    if (!this.#webSocket) return;
    const before = this.#webSocket;
    this.#webSocket = undefined;
    this.kernel.connections--;
    before.close(1000, reason);
  }

  #open(): [KernelChannels, Nudge] {
    const channels = this.kernel.connect();
    this.#waiting ??= [];
    const current = nudge(channels, this.kernel.session);
    const brake = new StreamBrake(this.kernel.session);
    channels.onMessage((channel, message) => {
      if (current.isOwn(message)) return;
      const passed = channel === "iopub" ? brake.pass(message) : message;
      if (passed) this.#tell({ channel, message: passed });
    });
    void current.done.then(() => {
      if (this.#channels !== channels) return;
      const waiting = this.#waiting ?? [];
      this.#waiting = undefined;
      for (const message of waiting) this.#forward(message);
    });
    return [channels, current];
  }

  #shut(): void {
    this.#nudge.cancel();
    this.#channels.close();
  }

  #tell(held: Held): void {
    const webSocket = this.#webSocket;
    if (webSocket?.readyState !== 1) {
      this.#backlog.add(held);
    } else if (webSocket.bufferedAmount > unreadLimitBytes) {
      this.#backlog.add(held);
      webSocket.terminate();
    } else {
      webSocket.send(codecOf(webSocket.protocol).encode(held));
    }
  }

  #fromClient(webSocket: WebSocket, data: Buffer, isBinary: boolean): void {
    const codec = codecOf(webSocket.protocol);
    let message: SocketMessage;
    try {
      message = codec.decode(data, isBinary);
    } catch {
      webSocket.close(1003, `The message is not of the protocol ${codec.name}.`);
      return;
    }
    if (this.#waiting) this.#waiting.push(message);
    else this.#forward(message);
  }

  #forward({ channel, message }: SocketMessage): void {
    if (channel === "shell" || channel === "control" || channel === "stdin") {
      // What cannot be sent is this client's mistake, and nobody else's.
      const refuse = (): void => this.#webSocket?.close(1003, "The message cannot be sent to a kernel.");
      this.#channels.send(channel satisfies RequestChannel, message).catch(refuse);
    }
  }

  #tellState(state: ExecutionState): void {
    const message = makeMessage("status", this.kernel.session, { content: { execution_state: state } });
    this.#tell({ channel: "iopub", message });
  }
}
