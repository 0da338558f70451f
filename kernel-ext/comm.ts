import { randomUUID } from "node:crypto";
import type { Outlet } from "./outlet.js";
import type { Comm, CommMessage } from "./runtime.js";
import type { Message } from "./wire/message.js";

type Handler = (message: CommMessage) => void;

class OpenComm implements Comm {
  onMessageHandlers: Handler[] = [];
  onCloseHandlers: Handler[] = [];

  constructor(
    readonly id: string,
    readonly target: string,
    readonly manager: CommManager,
  ) {}

  send(message: Partial<CommMessage>): void {
    this.manager.publish("comm_msg", this, message);
  }

  close(message: Partial<CommMessage> = {}): void {
    this.manager.publish("comm_close", this, message);
    this.manager.forget(this.id);
  }

  forget(): void {
    this.manager.forget(this.id);
  }

  onMessage(handler: Handler): void {
    this.onMessageHandlers.push(handler);
  }

  deliver(message: CommMessage): void {
    for (const handler of this.onMessageHandlers) handler(message);
  }

  onClose(handler: Handler): void {
    this.onCloseHandlers.push(handler);
  }
}

/** The open channels between kernel and pages. */
export class CommManager {
  readonly #comms = new Map<string, OpenComm>();
  readonly #targets = new Map<string, (comm: Comm, message: CommMessage) => void>();

  constructor(readonly outlet: Outlet) {}

  registerTarget(target: string, handler: (comm: Comm, message: CommMessage) => void): void {
    this.#targets.set(target, handler);
  }

  open(target: string, message: Partial<CommMessage> & { commId?: string } = {}): Comm {
    const comm = new OpenComm(message.commId ?? randomUUID(), target, this);
    this.#comms.set(comm.id, comm);
    try {
      this.publish("comm_open", comm, message, { target_name: target });
    } catch (error) {
      this.forget(comm.id);
      throw error;
    }
    return comm;
  }

  /** Sends on an open channel; on a closed one nothing, since the other end is gone. */
  publish(msgType: string, comm: OpenComm, message: Partial<CommMessage>, more: object = {}): void {
    if (this.#comms.get(comm.id) !== comm) return;
    const { data = {}, metadata, buffers } = message;
    this.outlet.publish(msgType, { comm_id: comm.id, data, ...more }, { metadata, buffers });
  }

  forget(id: string): void {
    this.#comms.delete(id);
  }

  /** The content of a comm_info_reply, of one target or of all. */
  info(target?: string | null): Record<string, { target_name: string }> {
    const entries = [...this.#comms.values()]
      .filter((comm) => (target ?? comm.target) === comm.target)
      .map((comm) => [comm.id, { target_name: comm.target }]);
    return Object.fromEntries(entries);
  }

  handle({ header, content, metadata, buffers }: Message): void {
    const message: CommMessage = { data: content.data ?? {}, metadata, buffers };
    if (header.msg_type === "comm_open") return this.#opened(content.comm_id, content.target_name, message);
    const comm = this.#comms.get(content.comm_id);
    // A message to a channel that has just been closed here is late, not wrong.
    if (!comm) return;
    if (header.msg_type === "comm_close") {
      this.forget(comm.id);
      for (const handler of comm.onCloseHandlers) handler(message);
    } else {
      comm.deliver(message);
    }
  }

  #opened(id: string, target: string, message: CommMessage): void {
    const comm = new OpenComm(id, target, this);
    this.#comms.set(id, comm);
    const handler = this.#targets.get(target);
    if (!handler) {
      comm.close();
      return;
    }
    try {
      handler(comm, message);
    } catch (error) {
      comm.close();
      throw error;
    }
  }
}
