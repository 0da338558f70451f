/**
 * The I/O thread: owns every socket, so that heartbeat, kernel_info, interrupt and shutdown are
 * answered while a cell keeps the main thread busy. Started as a worker by `IoChannel`.
 */
import { parentPort, workerData } from "node:worker_threads";
import { descendantsOf } from "./descendants.js";
import { InputDesk } from "./inputDesk.js";
import { moment, sinceAt, ticketAt, waitingAt } from "./interruptFlag.js";
import { IoSockets } from "./ioSockets.js";
import type { Envelope } from "./message.js";
import { tidyAsOrphan } from "./orphan.js";
import { watchParent } from "./parentWatch.js";
import { SubshellIds } from "./subshellIds.js";
import { Terminator } from "./terminator.js";
import type { IoThreadData, LogLevel, Parent, ReplyChannel, ToIo, ToMain } from "./threadMessages.js";

const data = workerData as IoThreadData;
const interruptFlag = new Int32Array(data.interruptFlag);
const unsentText = new Int32Array(data.unsentText);
const sigintAfterMs = 150;
const terminateAfterMs = 300;
/** What a process that a cell waits for may take to end in order. */
const waitedForSignals = [
  ["SIGINT", 150],
  ["SIGTERM", 1000],
  ["SIGKILL", 3000],
] as const;
const killAfterMs = 1500;

const toMain = (message: ToMain) => parentPort?.postMessage(message);
const log = (level: LogLevel, text: string) => toMain({ kind: "log", level, text });
const sockets = new IoSockets(data, (text) => log("warn", text));
const subshells = new SubshellIds((id) => toMain({ kind: "subshellDeleted", id }));
/** Processes that run beside the cells. */
const beside = new Set<number>();
const terminator = new Terminator(interruptFlag, (text) => log("warn", text));
const desk = new InputDesk(data.inputSignal, data.inputPort);
let lastTicket = 0;

function publishStatus(state: "starting" | "busy" | "idle", parent: Parent): void {
  sockets.publish({ msgType: "status", parent, content: JSON.stringify({ execution_state: state }) });
}

function interrupt(): void {
  const ticket = ++lastTicket;
  Atomics.store(interruptFlag, sinceAt, moment());
  Atomics.store(interruptFlag, ticketAt, ticket);
  toMain({ kind: "interrupt", ticket });
  desk.interrupt();
  const ifNotTaken = (afterMs: number, act: () => void) =>
    setTimeout(() => {
      if (Atomics.load(interruptFlag, ticketAt) === ticket) act();
    }, afterMs);
  // A loop inside a library has no guard; SIGINT stops the part that vm runs synchronously, the terminator all else.
  // Windows has no signals: there it would end the kernel.
  if (process.platform !== "win32") ifNotTaken(sigintAfterMs, () => process.kill(process.pid, "SIGINT"));
  for (const [signal, afterMs] of waitedForSignals) ifNotTaken(afterMs, () => signalWaitedFor(signal));
  ifNotTaken(terminateAfterMs, () => void terminator.end(ticket));
}

/** What the main thread waits for, with all that it has started. */
function signalWaitedFor(signal: NodeJS.Signals): void {
  if (Atomics.load(interruptFlag, waitingAt) === 0) return;
  for (const pid of descendantsOf(process.pid, beside)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function shutdown(restart: boolean): void {
  // A cell that never yields is interrupted first, so that the kernel can end in order.
  interrupt();
  toMain({ kind: "shutdown", restart });
  setTimeout(() => process.kill(process.pid, "SIGKILL"), killAfterMs);
}

const replyTo = (msgType: string) => msgType.replace(/_request$/, "_reply");

/** Answers a request without the main thread, with busy and idle around it; to all front ends, if they are to know. */
function answer(
  channel: ReplyChannel,
  { identities, message }: Envelope,
  msgType: string,
  reply: object,
  { toAll = false } = {},
): void {
  const parent = message.header;
  const content = JSON.stringify(reply);
  publishStatus("busy", parent);
  sockets.reply({ channel, identities, msgType, parent, content });
  if (toAll) sockets.publish({ msgType, parent, content });
  publishStatus("idle", parent);
}

sockets.onRequest = (channel, envelope) => {
  const { header, content } = envelope.message;
  log("debug", `${channel}: ${header.msg_type}`);
  const refusal = channel === "shell" ? subshells.refuse(header) : undefined;
  if (refusal) return answer(channel, envelope, replyTo(header.msg_type), refusal);
  const aboutSubshells = channel === "control" ? subshells.answer(header.msg_type, content) : undefined;
  if (aboutSubshells) return answer(channel, envelope, replyTo(header.msg_type), aboutSubshells);
  switch (header.msg_type) {
    case "kernel_info_request":
      return answer(channel, envelope, "kernel_info_reply", data.kernelInfo);
    case "connect_request": {
      const { shell_port, iopub_port, stdin_port, control_port, hb_port } = data.connection;
      const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
      return answer(channel, envelope, "connect_reply", { status: "ok", ...ports });
    }
    case "interrupt_request":
      interrupt();
      return answer(channel, envelope, "interrupt_reply", { status: "ok" });
    case "shutdown_request": {
      const restart = content.restart === true;
      // As ipykernel does, so that other front ends of this kernel hear of it.
      answer(channel, envelope, "shutdown_reply", { status: "ok", restart }, { toAll: true });
      return shutdown(restart);
    }
    default:
      toMain({ kind: "request", request: { channel, ...envelope } });
  }
};
sockets.onInput = (message) => {
  if (!desk.take(message)) toMain({ kind: "input", message });
};

function obey(message: ToIo): void {
  switch (message.kind) {
    case "together":
      return message.messages.forEach(obey);
    case "stream":
      sockets.stream(message.stream);
      Atomics.sub(unsentText, 0, message.stream.text.length);
      Atomics.notify(unsentText, 0);
      return;
    case "publish":
      return sockets.publish(message.publication);
    case "reply":
      return sockets.reply(message.reply);
    case "beside":
      if (message.isAlive) beside.add(message.pid);
      else beside.delete(message.pid);
      return;
    case "input":
      if (message.isBlocking) desk.wait(message.reply.msgId);
      return sockets.askForInput(message.reply);
    case "close":
      // Sockets must be closed here, in their own thread, before the process exits.
      return void sockets.close().then(() => toMain({ kind: "closed" }));
  }
}
parentPort?.on("message", obey);

watchParent(data.parentPid, () => {
  // Before anything else, and from here: the main thread may be in a cell that never yields.
  toMain({ kind: "orphaned" });
  try {
    tidyAsOrphan(data.connectionFile);
  } finally {
    shutdown(false);
  }
});

await sockets.bind();
publishStatus("starting", {});
toMain({ kind: "bound" });
