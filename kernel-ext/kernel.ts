/** The kernel: every request that the I/O thread does not answer itself comes here. */
import { AsyncResource } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { tidyPromises } from "./cell/promiseText.js";
import { bundleOf } from "./cell/show/bundle.js";
import { CommManager } from "./comm.js";
import { currentContext, runCaptured, runInContext } from "./context.js";
import type { Engine } from "./engine/engine.js";
import { KernelError, KeyboardInterrupt } from "./errors.js";
import { ExecutionQueue } from "./execution.js";
import { failureOf } from "./failure.js";
import { History } from "./history.js";
import { kernelInfo } from "./kernelInfo.js";
import { Outlet } from "./outlet.js";
import { type KernelRuntime, runtimeSymbol } from "./runtime.js";
import { Stdin } from "./stdin.js";
import { registerControl } from "./widgets/control.js";
import { registerPageWidgets } from "./widgets/pageWidgets.js";
import type { ConnectionInfo } from "./wire/connection.js";
import { IoChannel } from "./wire/ioChannel.js";
import type { Json } from "./wire/message.js";
import type { Request, ToMain } from "./wire/threadMessages.js";

export interface KernelOptions {
  connection: ConnectionInfo;
  /** Imports are resolved from here. */
  folder: string;
  parentPid: number;
  log: (text: string) => void;
}

export class Kernel {
  readonly #io: IoChannel;
  readonly #outlet: Outlet;
  readonly #comms: CommManager;
  readonly #history = new History();
  readonly #stdin: Stdin;
  readonly #queue: ExecutionQueue;
  readonly #exit = process.exit;
  readonly #interruptHandlers = new Set<() => void>();
  #engine: Promise<Engine> | undefined;
  #lastTicket = 0;

  constructor(readonly options: KernelOptions) {
    const interruptFlag = new SharedArrayBuffer(4);
    const { connection, parentPid } = options;
    const data = { connection, session: randomUUID(), kernelInfo, interruptFlag, parentPid };
    this.#io = new IoChannel(
      data,
      (message) => this.#receive(message),
      (error) => {
        options.log(`the I/O thread failed: ${error.stack}`);
        this.#exit.call(process, 1);
      },
    );
    this.#outlet = new Outlet(this.#io);
    this.#comms = new CommManager(this.#outlet);
    this.#stdin = new Stdin(this.#io);
    const flag = new Int32Array(interruptFlag);
    this.#queue = new ExecutionQueue(() => this.#startEngine(flag), this.#io, this.#outlet, this.#history);
    const runtime = this.#makeRuntime();
    Object.defineProperty(globalThis, runtimeSymbol, { value: runtime });
    registerControl(runtime);
    registerPageWidgets(runtime, options.log);
    this.#outlet.captureStreams();
    this.#surviveCells();
    tidyPromises();
    process.on("SIGINT", () => this.#interrupt(this.#lastTicket));
    process.on("SIGTERM", () => this.#io.close());
  }

  /** Loads the compiler while nobody waits for it yet. */
  warmUp(): void {
    void this.#queue.engine().catch((error) => this.options.log(`the compiler could not start: ${error}`));
  }

  #startEngine(flag: Int32Array): Promise<Engine> {
    this.#engine ??= import("./engine/engine.js").then(
      ({ Engine }) =>
        new Engine({
          folder: this.options.folder,
          flag,
          onTslabDisplay: (content, update) =>
            this.#outlet.publish(update ? "update_display_data" : "display_data", { ...content }),
        }),
    );
    return this.#engine;
  }

  #receive(message: ToMain): void {
    switch (message.kind) {
      case "request":
        return this.#dispatch(message.request);
      case "input":
        return this.#stdin.answer(message.message.content.value);
      case "interrupt":
        return this.#interrupt(message.ticket);
      case "shutdown":
        return this.#io.close();
      case "closed":
        return void this.#exit.call(process, 0);
      case "log":
        return this.options.log(message.text);
    }
  }

  #dispatch(request: Request): void {
    const { header } = request.message;
    if (header.msg_type === "execute_request") return this.#queue.add(request);
    // Everything else is handled at once, also between the awaits of a running cell.
    const context = { header, identities: request.identities, silent: false, allowStdin: false, payload: [] };
    void runInContext(context, async () => {
      this.#outlet.status(header, "busy");
      try {
        await this.#answer(request);
      } catch (error) {
        const failure = failureOf(error);
        this.#outlet.stream("stderr", `${failure.traceback.join("\n")}\n`);
        if (header.msg_type.endsWith("_request")) {
          const msgType = header.msg_type.replace(/_request$/, "_reply");
          const content = { status: "error", ...failure };
          const { channel, identities } = request;
          this.#io.reply({ channel, identities, msgType, parent: header, content });
        }
      } finally {
        // Front ends hold back further updates of a widget until they see this.
        this.#outlet.status(header, "idle");
      }
    });
  }

  async #answer(request: Request): Promise<void> {
    const { header, content } = request.message;
    const reply = (msgType: string, body: Json) =>
      this.#io.reply({
        channel: request.channel,
        identities: request.identities,
        msgType,
        parent: header,
        content: { status: "ok", ...body },
      });
    switch (header.msg_type) {
      case "comm_open":
      case "comm_msg":
      case "comm_close":
        return this.#comms.handle(request.message);
      case "comm_info_request":
        return reply("comm_info_reply", { comms: this.#comms.info(content.target_name) });
      case "history_request":
        return reply("history_reply", { history: this.#history.query(content) });
      case "is_complete_request": {
        const { completenessOf } = await import("./engine/isComplete.js");
        return reply("is_complete_reply", completenessOf(String(content.code)));
      }
      case "complete_request": {
        const engine = await this.#queue.engine();
        const { matches, types, cursorStart, cursorEnd } = engine.complete(content.code, content.cursor_pos);
        const metadata = { _jupyter_types_experimental: types };
        return reply("complete_reply", {
          matches,
          cursor_start: cursorStart,
          cursor_end: cursorEnd,
          metadata,
        });
      }
      case "inspect_request": {
        const engine = await this.#queue.engine();
        const text = engine.inspect(content.code, content.cursor_pos);
        const data = text === undefined ? {} : { "text/plain": text };
        return reply("inspect_reply", { found: text !== undefined, data, metadata: {} });
      }
      default:
        this.options.log(`a ${header.msg_type} was not understood`);
        if (!header.msg_type.endsWith("_request")) return;
        reply(header.msg_type.replace(/_request$/, "_reply"), {
          status: "error",
          ename: "UnknownRequest",
          evalue: `This kernel does not know ${header.msg_type}`,
          traceback: [],
        });
    }
  }

  #interrupt(ticket: number): void {
    this.#lastTicket = ticket;
    for (const handler of [...this.#interruptHandlers]) handler();
    this.#stdin.cancel(new KeyboardInterrupt());
    void this.#engine?.then((engine) => engine.interrupt(ticket));
  }

  /** A mistake of a cell ends up under that cell, and never ends the kernel. */
  #surviveCells(): void {
    const show = (error: unknown) => {
      this.#outlet.stream("stderr", `Uncaught ${failureOf(error).traceback.join("\n")}\n`);
    };
    process.on("uncaughtException", show);
    process.on("unhandledRejection", show);
    process.exit = (() => {
      throw new KernelError("A cell cannot end the kernel", "Use Kernel → Shut down in the menu.");
    }) as never;
  }

  #makeRuntime(): KernelRuntime {
    return {
      widgets: new Map(),
      models: new Map(),
      openComm: (target, message) => this.#comms.open(target, message),
      registerTarget: (target, handler) => this.#comms.registerTarget(target, handler),
      bundleOf,
      display: (data, { metadata = {}, displayId, update = false, buffers } = {}) => {
        const transient = displayId === undefined ? {} : { display_id: displayId };
        const msgType = update ? "update_display_data" : "display_data";
        this.#outlet.publish(msgType, { data, metadata, transient }, { buffers });
      },
      displayError: (error) => this.#outlet.publish("error", { ...failureOf(error) }),
      page: (data) => currentContext()?.payload.push({ source: "page", data, start: 0 }),
      runCaptured,
      onInterrupt: (handler) => {
        // What it shows stands under the cell that asked, not under the interrupt.
        const bound = AsyncResource.bind(handler);
        this.#interruptHandlers.add(bound);
        return () => this.#interruptHandlers.delete(bound);
      },
      clearOutput: ({ wait = false } = {}) => this.#outlet.publish("clear_output", { wait }),
      input: async (prompt, { password = false } = {}) => {
        return this.#stdin.ask(prompt, password);
      },
    };
  }
}
