import { randomUUID } from "node:crypto";
import { KernelError } from "../errors.js";
import { type Channel, KernelChannels, type RequestChannel } from "../wire/channels.js";
import type { ConnectionInfo } from "../wire/connection.js";
import { type Header, type Json, type Message, makeMessage } from "../wire/message.js";
import { KernelProcess, type KernelProcessOptions } from "./kernelProcess.js";
import type { EndOfKernel } from "./lastWords.js";

/** Everything a request has set off, complete when the kernel was idle again. */
export interface Answer {
  reply: Message;
  /** What was published in its name, in order, without status messages. */
  published: Message[];
}

export interface ExecuteOptions {
  silent?: boolean;
  store_history?: boolean;
  user_expressions?: Record<string, string>;
  allow_stdin?: boolean;
  stop_on_error?: boolean;
  /** The subshell that runs it; left out: the main one. */
  subshellId?: string;
}

export interface PostOptions {
  channel?: RequestChannel;
  buffers?: Uint8Array[];
  metadata?: Json;
  /** What an answer on stdin answers. */
  parent_header?: Header;
  /** The subshell that shall handle it; left out: the main one. */
  subshellId?: string;
}

export interface KernelClientOptions extends KernelProcessOptions {
  /** kills the kernel at once, whatever is awaited of it */
  signal?: AbortSignal;
}

const nudgeEveryMs = 100;

/**
 * Speaks to one kernel over ZeroMQ.
 *
 * @example
 * const kernel = await KernelClient.start({ argv: kernelArgv() });
 * const { published } = await kernel.execute("1 + 1");
 * await kernel.shutdown();
 */
export class KernelClient {
  readonly session = randomUUID();
  readonly channels: KernelChannels;
  readonly #waiting = new Set<(error: Error) => void>();
  #process: KernelProcess | undefined;

  constructor(readonly connection: ConnectionInfo) {
    this.channels = new KernelChannels(connection);
  }

  /** Starts a kernel and waits until nothing that it publishes can be missed. */
  static async start({ signal, ...options }: KernelClientOptions): Promise<KernelClient> {
    const process = await KernelProcess.start(options);
    const client = new KernelClient(process.connection);
    client.#process = process;
    signal?.addEventListener("abort", () => void process.kill());
    if (signal?.aborted) void process.kill();
    const gone = process.exited.then((code) => {
      throw new Error(`The kernel ended with code ${code} before it was ready`);
    });
    const giveUp = new AbortController();
    await Promise.race([client.waitUntilReady(giveUp.signal), gone]).catch(async (error) => {
      giveUp.abort();
      client.channels.close();
      await process.kill();
      throw error;
    });
    gone.catch(() => {});
    void process.end.then((end) => client.#giveUp(end));
    return client;
  }

  get process(): KernelProcess | undefined {
    return this.#process;
  }

  /**
   * A subscriber joins late, so ask until both an answer and a publication have come.
   *
   * @param signal ends the asking
   */
  async waitUntilReady(signal?: AbortSignal): Promise<void> {
    const heard = new Set<Channel>();
    await new Promise<void>((resolve, reject) => {
      const nudge = () => void this.channels.send("shell", makeMessage("kernel_info_request", this.session));
      const timer = setInterval(nudge, nudgeEveryMs);
      signal?.addEventListener("abort", () => {
        clearInterval(timer);
        stop();
        reject(signal.reason);
      });
      const stop = this.channels.onMessage((channel) => {
        heard.add(channel);
        if (!heard.has("shell") || !heard.has("iopub")) return;
        clearInterval(timer);
        stop();
        resolve();
      });
      nudge();
    });
    // Answers to the other nudges are still on their way; a request of its own marks their end.
    await this.request("kernel_info_request");
  }

  onMessage(listener: (channel: Channel, message: Message) => void): () => void {
    return this.channels.onMessage(listener);
  }

  /** Sends without waiting, and returns the id that answers will carry. */
  post(msgType: string, content: Json = {}, { channel = "shell", ...parts }: PostOptions = {}): string {
    const message = makeMessage(msgType, this.session, { content, ...parts });
    void this.channels.send(channel, message);
    return message.header.msg_id;
  }

  /** Sends a request and waits for its reply and for the kernel to be idle. */
  async request(
    msgType: string,
    content: Json = {},
    channel: RequestChannel = "shell",
    subshellId?: string,
  ): Promise<Answer> {
    return this.#collect(() => this.post(msgType, content, { channel, subshellId }), channel);
  }

  /** Runs code; with a `subshellId` beside what the main shell runs. */
  execute(code: string, { subshellId, ...options }: ExecuteOptions = {}): Promise<Answer> {
    const defaults = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const content = { code, ...defaults, stop_on_error: true, ...options };
    return this.request("execute_request", content, "shell", subshellId);
  }

  /**
   * Makes a subshell: a queue of its own, so that an error there aborts nothing elsewhere, and comm messages
   * and questions to it are answered beside a running cell. Cells take turns, whichever shell they stand in.
   * Returns its id.
   *
   * @example
   * const subshellId = await kernel.createSubshell();
   * await kernel.execute("1 + 1", { subshellId });
   * await kernel.deleteSubshell(subshellId);
   */
  async createSubshell(): Promise<string> {
    return (await this.#control("create_subshell_request")).subshell_id;
  }

  /** Ends a subshell; what stands in line there is aborted. Throws `KernelError` for an unknown id. */
  async deleteSubshell(subshellId: string): Promise<void> {
    await this.#control("delete_subshell_request", { subshell_id: subshellId });
  }

  async listSubshells(): Promise<string[]> {
    return (await this.#control("list_subshell_request")).subshell_id;
  }

  async #control(msgType: string, content: Json = {}): Promise<Json> {
    const answer = (await this.request(msgType, content, "control")).reply.content;
    if (answer.status === "ok") return answer;
    throw new KernelError(`The kernel refused ${msgType}: ${answer.evalue}`, "Look at listSubshells().");
  }

  interrupt(): Promise<Answer> {
    return this.request("interrupt_request", {}, "control");
  }

  /** Asks the kernel to end, and ends it if it does not. */
  async shutdown(): Promise<void> {
    this.post("shutdown_request", { restart: false }, { channel: "control" });
    if (this.#process) {
      const { exited } = this.#process;
      const late = new Promise((resolve) => setTimeout(resolve, 3000, "late").unref());
      if ((await Promise.race([exited, late])) === "late") await this.#process.kill();
    }
    this.channels.close();
  }

  /** A kernel that has ended answers nothing any more. */
  #giveUp({ what, remedy }: EndOfKernel): void {
    const error = new KernelError(`The kernel ${what} before it had answered`, remedy);
    for (const reject of this.#waiting) reject(error);
  }

  #collect(post: () => string, replyChannel: RequestChannel): Promise<Answer> {
    return new Promise((resolve, fail) => {
      const reject = (error: Error) => {
        stop();
        this.#waiting.delete(reject);
        fail(error);
      };
      const published: Message[] = [];
      let reply: Message | undefined;
      let idle = false;
      let id = "";
      const stop = this.channels.onMessage((channel, message) => {
        if (message.parent_header.msg_id !== id) return;
        if (channel === replyChannel) reply = message;
        else if (channel === "iopub" && message.header.msg_type !== "status") published.push(message);
        else if (channel === "iopub") idle = message.content.execution_state === "idle";
        if (reply && idle) {
          stop();
          this.#waiting.delete(reject);
          resolve({ reply, published });
        }
      });
      this.#waiting.add(reject);
      id = post();
    });
  }
}
