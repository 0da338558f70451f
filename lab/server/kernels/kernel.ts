import { EventEmitter } from "node:events";
import type { EndOfKernel } from "@vision-peel/kernel/client";
import { type Header, KernelChannels, type Message, makeMessage } from "@vision-peel/kernel/wire";
import { HttpError } from "../../errors.js";
import { KernelProcess, type ProcessOptions } from "./process.js";

/** As in the REST API, and "restarting" and "dead" as front ends know them from the wire. */
export type ExecutionState = "starting" | "idle" | "busy" | "restarting" | "dead";

export interface KernelModel {
  id: string;
  name: string;
  last_activity: string;
  execution_state: ExecutionState;
  connections: number;
}

interface Events {
  /** A new process has begun: whoever is connected must connect anew. */
  process: [];
  /** Something that only the server can tell the front ends. */
  state: [ExecutionState];
  /** Something that the process cannot say any more, in the name of a request. */
  said: [Message];
  /** The kernel is gone for good. */
  gone: [];
}

/** How often a kernel that dies by itself is started again before it is given up. */
const maxCrashes = 5;
/** A kernel that lived this long was no failure to start. */
const healthyAfterMs = 60_000;

/** A kernel over all the processes it has in its life: restarts keep its id. */
export class Kernel extends EventEmitter<Events> {
  readonly session: string;
  connections = 0;
  lastActivity = new Date();
  executionState: ExecutionState = "starting";
  #process: KernelProcess;
  #monitor: KernelChannels;
  /** the process that is to end, so that its end is no crash */
  #ending: KernelProcess | undefined;
  #last: Promise<void> = Promise.resolve();
  #crashes: number[] = [];
  /** The cells that run, by the ids of their requests. */
  readonly #running = new Map<string, Header>();

  private constructor(
    readonly options: ProcessOptions,
    process: KernelProcess,
  ) {
    super();
    this.setMaxListeners(0);
    this.session = `server-${options.id}`;
    this.#process = process;
    this.#monitor = this.#watch(process);
  }

  static async start(options: ProcessOptions): Promise<Kernel> {
    return new Kernel(options, await KernelProcess.start(options));
  }

  get id(): string {
    return this.options.id;
  }

  get name(): string {
    return this.options.spec.name;
  }

  /** New channels to the process that runs now. */
  connect(): KernelChannels {
    return new KernelChannels(this.#process.connection);
  }

  model(): KernelModel {
    return {
      id: this.id,
      name: this.name,
      last_activity: this.lastActivity.toISOString(),
      execution_state: this.executionState,
      connections: this.connections,
    };
  }

  async interrupt(): Promise<void> {
    if (this.options.spec.spec.interrupt_mode === "message") {
      await this.#monitor.send("control", makeMessage("interrupt_request", this.session));
    } else {
      this.#process.signal("SIGINT");
    }
  }

  /** Ends the process and starts a new one. Throws 404 when the kernel has gone meanwhile. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isDead) throw new HttpError(404, `There is no kernel ${this.id}.`);
      await this.#end(true);
      await this.#begin();
    });
  }

  /** Ends the process for good. */
  shutdown(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isDead) return;
      await this.#end(false);
      this.#die();
    });
  }

  /** The last resort when there is no time left to wait. */
  kill(): void {
    this.#process.signal("SIGKILL");
  }

  get #isDead(): boolean {
    return this.executionState === "dead";
  }

  /** One after the other: a restart during a shutdown must not leave a process behind. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }

  async #begin(): Promise<void> {
    try {
      this.#process = await KernelProcess.start(this.options);
    } catch (error) {
      this.#die();
      throw error;
    }
    this.#monitor = this.#watch(this.#process);
    this.executionState = "starting";
    this.emit("process");
  }

  /** Asks the kernel to end, then insists. */
  async #end(restart: boolean): Promise<void> {
    this.#ending = this.#process;
    void this.#monitor.send(
      "control",
      makeMessage("shutdown_request", this.session, { content: { restart } }),
    );
    if (!(await this.#process.endsWithin(2000))) {
      this.#process.signal("SIGTERM");
      if (!(await this.#process.endsWithin(500))) this.#process.signal("SIGKILL");
      await this.#process.exited;
    }
    this.#monitor.close();
  }

  #watch(process: KernelProcess): KernelChannels {
    const monitor = new KernelChannels(process.connection);
    this.#running.clear();
    monitor.onMessage((channel, { header, parent_header: parent, content }) => {
      if (channel !== "iopub") return;
      this.lastActivity = new Date();
      if (header.msg_type !== "status" || process !== this.#process) return;
      this.executionState = content.execution_state;
      if (parent.msg_type !== "execute_request") return;
      if (content.execution_state === "idle") this.#running.delete(parent.msg_id);
      else this.#running.set(parent.msg_id, parent as Header);
    });
    void process.exited.then(() => {
      if (process !== this.#ending) void this.#inTurn(() => this.#recover(process)).catch(() => {});
    });
    return monitor;
  }

  /** The process ended by itself: out of memory, `process.exit()`, a crash. */
  async #recover(process: KernelProcess): Promise<void> {
    if (process !== this.#process || process === this.#ending || this.#isDead) return;
    this.#monitor.close();
    this.#tellEnd(await process.end);
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < healthyAfterMs), now];
    if (this.#crashes.length > maxCrashes) return this.#die();
    this.#setState("restarting");
    await this.#begin();
  }

  /** Under every cell that ran: the page alone would only say that the kernel is gone. */
  #tellEnd({ what, remedy }: EndOfKernel): void {
    const ename = "KernelDied";
    const evalue = `The kernel ${what}. ${remedy}`;
    const content = { ename, evalue, traceback: [`${ename}: ${evalue}`] };
    for (const parent_header of this.#running.values())
      this.emit("said", makeMessage("error", this.session, { content, parent_header }));
    this.#running.clear();
    this.options.onLog(`${evalue}\n`);
  }

  #die(): void {
    this.#setState("dead");
    this.emit("gone");
  }

  #setState(state: ExecutionState): void {
    this.executionState = state;
    this.emit("state", state);
  }
}
