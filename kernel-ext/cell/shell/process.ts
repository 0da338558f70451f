import { AsyncResource } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";

export interface ProcessOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** hear what the process writes, as text, as it comes */
  onText(name: "stdout" | "stderr", text: string): void;
}

export interface ProcessEnd {
  stdout: string;
  stderr: string;
  /** null if a signal has ended it */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * Ends the whole group when the other end of its pipe, which the kernel holds, is closed without a
 * word: so also if the kernel is killed. It is no child of the command's shell, whose `wait` does not
 * see it, and no signal to the group ends it first.
 */
const watcher = "( trap '' INT TERM HUP; { read _ <&3 || kill -KILL 0; } >/dev/null 2>&1 & ); exec 3<&-";
/** What an interrupted command may take to clean up. */
const patienceMs = 2000;

/** A command of a POSIX shell in a process group of its own, without standard input. */
export class ShellProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  readonly #lifeline: Writable;
  #isStopping = false;

  constructor(command: string, { cwd, env, onText }: ProcessOptions) {
    const child = spawn("/bin/sh", ["-c", `${watcher}\n${command}`], {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    this.#child = child;
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new TextDecoder();
      const take = (text: string) => {
        if (text === "") return;
        texts[name] += text;
        onText(name, text);
      };
      // Bound to the cell that asked: text that comes later is shown under it.
      child[name]?.on(
        "data",
        AsyncResource.bind((chunk: Buffer) => take(decoder.decode(chunk, { stream: true }))),
      );
      child[name]?.on(
        "end",
        AsyncResource.bind(() => take(decoder.decode())),
      );
    }
    this.#lifeline = child.stdio[3] as Writable;
    // The command has ended before its watcher could read: nothing is lost.
    this.#lifeline.on("error", () => {});
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", () => {
        // What it has left in the background may go on, unless all of it shall end.
        if (!this.#isStopping) this.#lifeline.end("done\n");
      });
      child.once("close", (exitCode, signal) => resolve({ ...texts, exitCode, signal }));
    });
  }

  /** Ends the command and all that it has started: politely, then not. */
  stop(): void {
    this.#isStopping = true;
    this.#signal("SIGINT");
    this.#signal("SIGTERM");
    setTimeout(() => this.#lifeline.destroy(), patienceMs).unref();
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended by itself.
    }
  }
}
