import { type KernelChannels, makeMessage, type RequestChannel } from "@vision-peel/kernel/wire";
import type { WebSocket } from "ws";
import type { ExecutionState, Kernel } from "./kernel.js";
import { type Nudge, nudge } from "./nudge.js";
import { decodeSocketMessage, encodeSocketMessage, type SocketMessage } from "./socketCodec.js";

/** Joins one WebSocket of a front end to the channels of a kernel, over all restarts, until either ends. */
export class KernelBridge {
  #channels: KernelChannels;
  #nudge: Nudge;
  /** What the client sent before the channels were ready; undefined once they are. */
  #waiting: SocketMessage[] | undefined = [];

  constructor(
    readonly webSocket: WebSocket,
    readonly kernel: Kernel,
  ) {
    kernel.connections++;
    [this.#channels, this.#nudge] = this.#open();
    const reopen = () => {
      this.#shut();
      [this.#channels, this.#nudge] = this.#open();
    };
    const tellState = (state: ExecutionState) => this.#tellState(state);
    const goAway = () => webSocket.close(1000, "The kernel has ended.");
    kernel.on("process", reopen).on("state", tellState).on("gone", goAway);
    webSocket.on("message", (data, isBinary) => this.#fromClient(data as Buffer, isBinary));
    webSocket.on("error", () => webSocket.terminate());
    webSocket.once("close", () => {
      kernel.off("process", reopen).off("state", tellState).off("gone", goAway);
      kernel.connections--;
      this.#shut();
    });
  }

  #open(): [KernelChannels, Nudge] {
    const channels = this.kernel.connect();
    this.#waiting ??= [];
    const current = nudge(channels, this.kernel.session);
    channels.onMessage((channel, message) => {
      if (!current.isOwn(message) && this.webSocket.readyState === this.webSocket.OPEN) {
        this.webSocket.send(encodeSocketMessage({ channel, message }));
      }
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

  #fromClient(data: Buffer, isBinary: boolean): void {
    let message: SocketMessage;
    try {
      if (!isBinary) throw new RangeError("A text message is not of this protocol.");
      message = decodeSocketMessage(data);
    } catch {
      this.webSocket.close(1003, "The message is not of the protocol v1.kernel.websocket.jupyter.org.");
      return;
    }
    if (this.#waiting) this.#waiting.push(message);
    else this.#forward(message);
  }

  #forward({ channel, message }: SocketMessage): void {
    if (channel === "shell" || channel === "control" || channel === "stdin") {
      void this.#channels.send(channel satisfies RequestChannel, message);
    }
  }

  #tellState(state: ExecutionState): void {
    if (this.webSocket.readyState !== this.webSocket.OPEN) return;
    const message = makeMessage("status", this.kernel.session, { content: { execution_state: state } });
    this.webSocket.send(encodeSocketMessage({ channel: "iopub", message }));
  }
}
