/** The kernel: every request that the I/O thread does not answer itself comes here. */

import { randomUUID } from "node:crypto";
import { setImmediate, setTimeout } from "node:timers";
import { answerTo } from "./answers.js";
import { tidyPromises } from "./cell/promiseText.js";
import { CellRunner } from "./cellRunner.js";
import { watchChildren } from "./children/children.js";
import { CommManager } from "./comm.js";
import { runInContext } from "./context.js";
import { DisplayOrder } from "./displayOrder.js";
import type { Engine } from "./engine/engine.js";
import { KernelError, KeyboardInterrupt } from "./errors.js";
import { ExecutionQueue } from "./execution.js";
import { failureOf } from "./failure.js";
import { History } from "./history.js";
import { clearInterrupted, watchIntervals } from "./intervals.js";
import { kernelInfo } from "./kernelInfo.js";
import { makeRuntime } from "./kernelRuntime.js";
import { tellLate } from "./lateErrors.js";
import { Outlet } from "./outlet.js";
import { runtimeSymbol } from "./runtime.js";
import { mapStacks } from "./stack.js";
import { Stdin } from "./stdin.js";
import { Subshells } from "./subshells.js";
import { registerControl } from "./widgets/control.js";
import { registerPageWidgets } from "./widgets/pageWidgets.js";
import type { ConnectionInfo } from "./wire/connection.js";
import { interruptFlagBytes, waitingAt } from "./wire/interruptFlag.js";
import { IoChannel } from "./wire/ioChannel.js";
import type { Json, Message } from "./wire/message.js";
import type { LogLevel, Request, ToMain } from "./wire/threadMessages.js";

export interface KernelOptions {
  connection: ConnectionInfo;
  connectionFile: string;
  /** Imports are resolved from here. */
  folder: string;
  parentPid: number;
  /** Loads what cells are likely to import; the first one waits for it. */
  preload: () => Promise<void>;
  log: (level: LogLevel, text: string) => void;
  /** Told that nobody is left who would read what stands beside the connection file. */
  onOrphaned: () => void;
}

/** What has come while the compiler was loaded goes first: a cell, or the end. */
const runUpAfterMs = 50;

export class Kernel {
  readonly #io: IoChannel;
  readonly #outlet: Outlet;
  readonly #comms: CommManager;
  readonly #history = new History();
  readonly #stdin: Stdin;
  readonly #subshells: Subshells;
  readonly #exit = process.exit;
  readonly #interruptHandlers = new Set<() => void>();
  readonly #interruptFlag: Int32Array;
  /** The request whose handlers run at this moment. */
  #handling: Request | undefined;
  #engine: Promise<Engine> | undefined;
  readonly #preloaded: Promise<void>;
  #lastTicket = 0;

  constructor(readonly options: KernelOptions) {
    const interruptFlag = new SharedArrayBuffer(interruptFlagBytes);
    const { connection, connectionFile, parentPid, log } = options;
    const data = { connection, connectionFile, session: randomUUID(), kernelInfo, interruptFlag, parentPid };
    this.#io = new IoChannel(
      data,
      (message) => this.#receive(message),
      (error) => {
        log("error", `the I/O thread failed: ${error.stack}`);
        this.#exit.call(process, 1);
      },
    );
    this.#interruptFlag = new Int32Array(interruptFlag);
    this.#outlet = new Outlet(this.#io);
    this.#comms = new CommManager(this.#outlet);
    this.#stdin = new Stdin(this.#io, () => this.#takeInterrupt());
    const runner = new CellRunner(() => this.#engineForCells(), this.#outlet, this.#history);
    this.#subshells = new Subshells(() => new ExecutionQueue(runner, this.#io, this.#outlet));
    const runtime = makeRuntime({
      folder: options.folder,
      outlet: this.#outlet,
      comms: this.#comms,
      stdin: this.#stdin,
      interruptHandlers: this.#interruptHandlers,
    });
    Object.defineProperty(globalThis, runtimeSymbol, { value: runtime });
    registerControl(runtime);
    registerPageWidgets(runtime, (text) => log("warn", text));
    this.#outlet.captureStreams();
    this.#surviveCells();
    tidyPromises();
    watchIntervals();
    // Without a terminal Node's own does nothing.
    console.clear = () => this.#outlet.publish("clear_output", { wait: false });
    watchChildren({
      onBeside: (pid, isAlive) => this.#io.tellBeside(pid, isAlive),
      onWaiting: (isWaiting) => Atomics.store(this.#interruptFlag, waitingAt, isWaiting ? 1 : 0),
      takeInterrupt: () => this.#takeInterrupt(),
    });
    mapStacks();
    process.on("SIGINT", () => this.#interrupt(this.#lastTicket));
    process.on("SIGTERM", () => this.#io.close());
    this.#preloaded = options.preload();
    // The compiler, and its run-up, while nobody waits for it yet.
    const complain = (error: unknown) => log("error", `the compiler could not start: ${error}`);
    void this.#preloaded
      .then(() => this.#startEngine())
      .then((engine) => setTimeout(() => engine.warmUp(), runUpAfterMs))
      .catch(complain);
  }

  /** Node refuses to `require` a module, and spoils those that need it, while an `import()` is loading it. */
  async #engineForCells(): Promise<Engine> {
    const engine = await this.#startEngine();
    await this.#preloaded;
    return engine;
  }

  #startEngine(): Promise<Engine> {
    this.#engine ??= import("./engine/engine.js").then(
      ({ Engine }) =>
        new Engine({
          folder: this.options.folder,
          flag: this.#interruptFlag,
          onTslabDisplay: (content, update) =>
            this.#outlet.publish(update ? "update_display_data" : "display_data", { ...content }),
          onInterrupted: (error, how) => {
            clearInterrupted(error);
            if (how !== "thrown") this.#recover(error, how === "lost");
          },
        }),
    );
    return this.#engine;
  }

  #receive(message: ToMain): void {
    switch (message.kind) {
      case "request":
        return this.#dispatch(message.request);
      case "input":
        return this.#stdin.answer(message.message);
      case "interrupt":
        return this.#interrupt(message.ticket);
      case "subshellDeleted":
        return this.#subshells.delete(message.id);
      case "shutdown":
        return this.#io.close();
      case "orphaned":
        return this.options.onOrphaned();
      case "closed":
        return void this.#exit.call(process, 0);
      case "log":
        return this.options.log(message.level, message.text);
    }
  }

  #dispatch(request: Request): void {
    const { header } = request.message;
    if (header.msg_type === "execute_request") return this.#subshells.add(request);
    // Everything else is handled at once, also between the awaits of a running cell.
    const { identities } = request;
    const order = new DisplayOrder();
    const context = { header, identities, silent: false, allowStdin: false, payload: [], order };
    this.#handling = request;
    void runInContext(context, async () => {
      this.#outlet.status(header, "busy");
      try {
        if (header.msg_type.startsWith("comm_") && !isRequest(request.message)) {
          this.#comms.handle(request.message);
        } else {
          await this.#answer(request);
        }
      } catch (error) {
        this.#tellFailed(request, error);
      } finally {
        // Front ends hold back further updates of a widget until they see this.
        this.#outlet.status(header, "idle");
      }
    });
    this.#handling = undefined;
  }

  #tellFailed(request: Request, error: unknown): void {
    tellLate(this.#outlet, error);
    this.#reply(request, { status: "error", ...failureOf(error) });
  }

  /** Called in the midst of what V8 is about to terminate: sees to it that nobody waits for what it cannot do any more. */
  #recover(error: KeyboardInterrupt, isLost: boolean): void {
    const cut = this.#handling;
    this.#handling = undefined;
    setImmediate(() => {
      if (cut) {
        this.#tellFailed(cut, error);
        this.#outlet.status(cut.message.header, "idle");
      } else if (isLost) {
        this.#tellUncaught(error);
      }
    });
  }

  async #answer(request: Request): Promise<void> {
    const { header } = request.message;
    const parts = { comms: this.#comms, history: this.#history, engine: () => this.#startEngine() };
    const content = await answerTo(request.message, parts);
    if (content) return this.#reply(request, { status: "ok", ...content });
    this.options.log("warn", "a message of an unknown type was not understood");
    const evalue = `This kernel does not know ${header.msg_type}`;
    this.#reply(request, { status: "error", ename: "UnknownRequest", evalue, traceback: [evalue] });
  }

  #reply({ channel, identities, message }: Request, content: Json): void {
    if (!isRequest(message)) return;
    const msgType = message.header.msg_type.replace(/_request$/, "_reply");
    this.#io.reply({ channel, identities, msgType, parent: message.header, content });
  }

  #interrupt(ticket: number): void {
    this.#lastTicket = ticket;
    for (const handler of [...this.#interruptHandlers]) handler();
    this.#stdin.cancel(new KeyboardInterrupt());
    void this.#engine?.then((engine) => engine.interrupt(ticket));
  }

  /** Throws the interrupt that has ended a wait, as the guard of a loop would. */
  #takeInterrupt(): void {
    const { __peelThrowInterrupt: take } = globalThis as { __peelThrowInterrupt?: () => never };
    if (this.#interruptFlag[0] !== 0) take?.();
  }

  #tellUncaught(error: unknown): void {
    tellLate(this.#outlet, error, "Uncaught ");
  }

  /** A mistake of a cell ends up under that cell, and never ends the kernel. */
  #surviveCells(): void {
    const tell = (error: unknown): void => this.#tellUncaught(error);
    const listen = (): void => {
      for (const event of ["uncaughtException", "unhandledRejection"] as const) {
        if (!process.listeners(event as never).includes(tell as never)) process.on(event, tell);
      }
    };
    listen();
    // Without them Node would end; a cell may take away its own, and not the kernel's.
    for (const name of ["removeAllListeners", "removeListener", "off"] as const) {
      const remove = process[name].bind(process) as (...args: unknown[]) => NodeJS.Process;
      process[name] = ((...args: unknown[]) => {
        remove(...args);
        listen();
        return process;
      }) as never;
    }
    process.exit = (() => {
      throw new KernelError("A cell cannot end the kernel", "Use Kernel → Shut down in the menu.");
    }) as never;
  }
}

const isRequest = ({ header }: Message) => header.msg_type.endsWith("_request");
