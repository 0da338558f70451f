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

/** A front end's connection to a kernel, as JupyterLab makes it. */
export class KernelSocket {
  readonly session = randomUUID();
  readonly received: SocketMessage[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(readonly webSocket: WebSocket) {
    webSocket.on("message", (data) => {
      this.received.push(decodeSocketMessage(data as Buffer));
      for (const check of this.#waiting) check();
    });
  }

  /** @param sessionId what a front end names its connection by when it comes back */
  static async open(
    lab: Pick<TestLab, "port" | "token">,
    kernelId: string,
    sessionId: string = randomUUID(),
  ): Promise<KernelSocket> {
    const url = `ws://127.0.0.1:${lab.port}/api/kernels/${kernelId}/channels?session_id=${sessionId}`;
    const webSocket = new WebSocket(url, protocolName, { headers: { Authorization: `token ${lab.token}` } });
    const socket = new KernelSocket(webSocket);
    await new Promise((resolve, reject) => webSocket.once("open", resolve).once("error", reject));
    return socket;
  }

  /** Sends a request and resolves to its reply, once the kernel is idle again. */
  async request(msgType: string, content: object = {}, channel = "shell"): Promise<Message> {
    const message = makeMessage(msgType, this.session, { content });
    this.webSocket.send(encodeSocketMessage({ channel, message }));
    const id = message.header.msg_id;
    if (channel === "shell") await this.idleAfter(id);
    const reply = await this.find((m, on) => on === channel && m.parent_header.msg_id === id);
    return reply;
  }

  /** Sends a message that has no reply. */
  send(msgType: string, content: object, buffers: Uint8Array[] = []): void {
    const message = makeMessage(msgType, this.session, { content, buffers });
    this.webSocket.send(encodeSocketMessage({ channel: "shell", message }));
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
    this.webSocket.send(encodeSocketMessage({ channel: "shell", message }));
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
