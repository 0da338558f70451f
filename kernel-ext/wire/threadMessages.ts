/** What the I/O thread and the main thread say to each other through postMessage. */
import type { MessagePort } from "node:worker_threads";
import type { ConnectionInfo } from "./connection.js";
import type { Header, Json, Message } from "./message.js";

export type ReplyChannel = "shell" | "control";

/** A request on its way to the main thread, with the way back to the one who asked. */
export interface Request {
  channel: ReplyChannel;
  identities: Uint8Array[];
  message: Message;
}

export type Parent = Header | Record<string, never>;

/** Output of a stream, which the I/O thread may merge with what follows. */
export interface StreamText {
  parent: Parent;
  name: "stdout" | "stderr";
  text: string;
}

/** Content and metadata are JSON text already: whoever has made what is no JSON hears of it in its own thread. */
export interface Publication {
  msgType: string;
  parent: Parent;
  content: string;
  metadata?: string;
  buffers?: Uint8Array[];
  /** Chosen by whoever must recognise the answer. */
  msgId?: string;
}

export interface Reply extends Publication {
  channel: ReplyChannel;
  identities: Uint8Array[];
}

export type ToMain =
  | { kind: "bound" }
  | { kind: "request"; request: Request }
  | { kind: "input"; message: Message }
  | { kind: "interrupt"; ticket: number }
  | { kind: "subshellDeleted"; id: string }
  | { kind: "shutdown"; restart: boolean }
  | { kind: "orphaned" }
  | { kind: "closed" }
  | { kind: "log"; level: LogLevel; text: string };

export type LogLevel = "error" | "warn" | "info" | "debug";

/** What ends the main thread's wait for a person: a text, or undefined for an interrupt. */
export interface InputAnswer {
  value: string | undefined;
}

export type ToIo =
  | { kind: "stream"; stream: StreamText }
  | { kind: "publish"; publication: Publication }
  | { kind: "reply"; reply: Reply }
  | { kind: "input"; reply: Omit<Reply, "channel">; isBlocking: boolean }
  | { kind: "together"; messages: ToIo[] }
  /** A process that the cell does not wait for has begun, or has ended. */
  | { kind: "beside"; pid: number; isAlive: boolean }
  | { kind: "close" };

export interface IoThreadData {
  connection: ConnectionInfo;
  /** Removed if the one who wrote it is gone. */
  connectionFile: string;
  /** One constant session for every message of this kernel: JupyterLab drops queued messages when it changes. */
  session: string;
  kernelInfo: Json;
  /** Shared with the cells' loop guards: non-zero while an interrupt waits to be taken. */
  interruptFlag: SharedArrayBuffer;
  /** Characters of streams that the main thread has posted and the I/O thread not yet taken. */
  unsentText: SharedArrayBuffer;
  /** What the main thread sleeps on while it waits for a person. */
  inputSignal: SharedArrayBuffer;
  /** Carries the answer to the sleeping main thread. */
  inputPort: MessagePort;
  /** The process that must live for this kernel to live; 0 for none. */
  parentPid: number;
}
