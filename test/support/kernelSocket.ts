import { randomUUID } from "node:crypto";
import { type Message, makeMessage } from "@vision-peel/kernel/wire";
import { WebSocket } from "ws";
import {
  decodeSocketMessage,
  encodeSocketMessage,
  protocolName,
  type SocketMessage,
} from "../../lab/dist/server/kernels/socketCodec.js";
import type { TestLab } from "./lab.js";
import { decodeLegacyMessage, encodeLegacyMessage } from "./legacySocketCodec.js";

const codecs = {
  v1: { name: protocolName, encode: encodeSocketMessage, decode: decodeSocketMessage },
  legacy: { name: undefined, encode: encodeLegacyMessage, decode: decodeLegacyMessage },
};

/** A front end's connection to a kernel, as JupyterLab makes it. */
export class KernelSocket {
  readonly session = randomUUID();
  readonly received: SocketMessage[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(
    readonly webSocket: WebSocket,
    readonly codec: (typeof codecs)["v1" | "legacy"],
  ) {
    webSocket.on("message", (data, isBinary) => {
      this.received.push(codec.decode(data as Buffer, isBinary));
      for (const check of this.#waiting) check();
    });
  }

  /** @param sessionId what a front end names its connection by when it comes back */
  static async open(
    lab: Pick<TestLab, "port" | "token"> & { protocol?: TestLab["protocol"] },
    kernelId: string,
    sessionId: string = randomUUID(),
  ): Promise<KernelSocket> {
    const url = `ws://127.0.0.1:${lab.port}/api/kernels/${kernelId}/channels?session_id=${sessionId}`;
    const codec = codecs[lab.protocol ?? "v1"];
    const headers = { Authorization: `token ${lab.token}` };
    const webSocket = new WebSocket(url, codec.name ? [codec.name] : [], { headers });
    const socket = new KernelSocket(webSocket, codec);
    await new Promise((resolve, reject) => webSocket.once("open", resolve).once("error", reject));
    return socket;
  }

  /** Sends a request and resolves to its reply, once the kernel is idle again. */
  async request(msgType: string, content: object = {}, channel = "shell"): Promise<Message> {
    const message = makeMessage(msgType, this.session, { content });
    this.webSocket.send(this.codec.encode({ channel, message }));
    const id = message.header.msg_id;
    if (channel === "shell") await this.idleAfter(id);
    const reply = await this.find((m, on) => on === channel && m.parent_header.msg_id === id);
    return reply;
  }

  /** Sends a message without waiting for a reply; returns its id. */
  send(msgType: string, content: object, buffers: Uint8Array[] = [], channel = "shell"): string {
    const message = makeMessage(msgType, this.session, { content, buffers });
    this.webSocket.send(this.codec.encode({ channel, message }));
    return message.header.msg_id;
  }

  /** Executes code; resolves to the reply and what was published for it. */
  async execute(code: string): Promise<{ reply: Message; published: Message[] }> {
    const reply = await this.request("execute_request", { code, silent: false, store_history: true });
    const id = reply.parent_header.msg_id;
    const own = this.received.filter((m) => m.channel === "iopub" && m.message.parent_header.msg_id === id);
    return { reply, published: own.map(({ message }) => message) };
  }

  /** Sends an execute request and resolves when the kernel works on it; says nothing of its end. */
  async begin(code: string): Promise<string> {
    const message = makeMessage("execute_request", this.session, { content: { code, silent: false } });
    this.webSocket.send(this.codec.encode({ channel: "shell", message }));
    const id = message.header.msg_id;
    await this.find(
      (m, on) => on === "iopub" && m.header.msg_type === "execute_input" && m.parent_header.msg_id === id,
    );
    return id;
  }

  async idleAfter(id: string): Promise<void> {
    await this.find(
      (m, on) => on === "iopub" && m.parent_header.msg_id === id && m.content.execution_state === "idle",
    );
  }

  /** Resolves to the first message that fits, now or later. */
  find(fits: (message: Message, channel: string) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.received.find(({ message, channel }) => fits(message, channel));
        if (!found) return;
        this.#waiting.delete(check);
        resolve(found.message);
      };
      this.#waiting.add(check);
      check();
    });
  }

  close(): void {
    this.webSocket.terminate();
  }
}
