import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { LastLines } from "./lastLines.js";
import { type Frame, readFrames, writeFrame } from "./wire/frames.js";
import type { Answer, Ask, Room } from "./wire/messages.js";

const PROGRAM = fileURLToPath(new URL("./child/main.js", import.meta.url));

/** Why a child gave no answer: it has ended by itself, or was killed from outside. */
export class ChildLost extends Error {
  constructor(
    readonly code: number | null,
    readonly signal: NodeJS.Signals | null,
    /** the end of what it wrote to its standard error */
    readonly log: string,
  ) {
    super(`the process ended with ${signal ?? `code ${code}`}`);
  }
}

/** What came back, and the arrays with it. */
export interface Answered {
  readonly message: Answer;
  readonly arrays: readonly ArrayBuffer[];
}

interface Pending {
  resolve(answered: Answered): void;
  reject(reason: unknown): void;
}

/**
 * One process that computes. It is asked one thing at a time, starts with the first, keeps the program alive only
 * while it works, and starts anew after it has ended.
 */
export class InferenceChild {
  #process: ChildProcess | undefined;
  #pending: Pending | undefined;
  #log = new LastLines();
  readonly #room: Room;
  readonly #env: NodeJS.ProcessEnv;

  constructor(room: Room, env: NodeJS.ProcessEnv = {}) {
    this.#room = room;
    this.#env = env;
  }

  get isBusy(): boolean {
    return this.#pending !== undefined;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** What it has written lately, for details of errors. */
  get log(): string {
    return this.#log.text;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws ChildLost; the signal's reason, after the process has been killed
   */
  ask(message: Ask, arrays: readonly ArrayBufferView[] = [], signal?: AbortSignal): Promise<Answered> {
    if (this.#pending) throw new Error("The process is busy.");
    signal?.throwIfAborted();
    this.#process ??= this.#start();
    const child = this.#process;
    this.#log.clear();
    this.#keepAlive(child, true);
    return new Promise<Answered>((resolve, reject) => {
      const aborted = (): void => {
        this.#process = undefined;
        settle();
        kill(child);
        reject(signal?.reason);
      };
      const settle = (): void => {
        signal?.removeEventListener("abort", aborted);
        this.#pending = undefined;
        this.#keepAlive(child, false);
      };
      this.#pending = {
        resolve: (answered) => {
          settle();
          resolve(answered);
        },
        reject: (reason) => {
          settle();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", aborted);
      writeFrame(socketOf(child), message, arrays);
    });
  }

  /** Ends it; what it is computing is lost. */
  kill(): void {
    const child = this.#process;
    if (child) kill(child);
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(this.#room)], {
      // A socket for the messages: both ways, and ended by either side's death.
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.#env, NODE_OPTIONS: "" },
    });
    const socket = socketOf(child);
    const isMine = (): boolean => this.#process === child;
    // What was asked goes down with it; the reason comes with "exit".
    socket.on("error", () => {});
    readFrames(
      socket,
      ({ message, arrays }: Frame) => {
        if (isMine()) this.#pending?.resolve({ message: message as Answer, arrays });
      },
      () => kill(child),
    );
    child.stderr?.on("data", (bytes: Buffer) => isMine() && this.#log.add(bytes));
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (!isMine()) return;
      this.#process = undefined;
      this.#pending?.reject(new ChildLost(code, signal, this.#log.text));
    };
    // After "close" everything that it wrote has been read.
    child.on("close", ended);
    child.on("error", (error) => {
      this.#log.add(Buffer.from(error.message));
      ended(null, null);
    });
    return child;
  }

  /** A program does not wait for a process that has nothing to do. */
  #keepAlive(child: ChildProcess, isKept: boolean): void {
    for (const handle of [child, socketOf(child), child.stderr as Socket]) {
      if (isKept) handle.ref();
      else handle.unref();
    }
  }
}

const socketOf = (child: ChildProcess): Socket => child.stdio[3] as Socket;

/** At once, and whatever it is doing: a run cannot be stopped in any other way. */
function kill(child: ChildProcess): void {
  child.kill("SIGKILL");
  socketOf(child).destroy();
}
