import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EndOfKernel, newConnection, watchEnd } from "@vision-peel/kernel/client";
import type { ConnectionInfo } from "@vision-peel/kernel/wire";
import { HttpError } from "../../errors.js";
import { endGroup } from "./processGroup.js";
import type { FoundKernelspec } from "./specs.js";
import { withOwner } from "./staleConnections.js";

export interface ProcessOptions {
  id: string;
  spec: FoundKernelspec;
  cwd: string;
  runtimeDir: string;
  /** Receives what the process writes to its own streams. */
  onLog(text: string): void;
}

/** One process of a kernel, with what it started, and its connection file. */
export class KernelProcess {
  private constructor(
    readonly connection: ConnectionInfo,
    readonly child: ChildProcess,
    readonly exited: Promise<void>,
    /** Resolves with the reason of its end. */
    readonly end: Promise<EndOfKernel>,
  ) {}

  /** Starts the command of a kernelspec. Throws 500 when it cannot be started. */
  static async start({ id, spec, cwd, runtimeDir, onLog }: ProcessOptions): Promise<KernelProcess> {
    const connection = await newConnection();
    mkdirSync(runtimeDir, { recursive: true, mode: 0o700 });
    const connectionFile = join(runtimeDir, `kernel-${id}.json`);
    // The key in it opens the kernel to whoever reads it.
    writeFileSync(connectionFile, JSON.stringify(withOwner(connection)), { mode: 0o600 });
    const fill = (part: string) =>
      part.replaceAll("{connection_file}", connectionFile).replaceAll("{resource_dir}", spec.dir);
    const [command, ...args] = spec.spec.argv.map(fill);
    const child = spawn(command, args, {
      cwd,
      // JPY_PARENT_PID lets the kernel end itself should this server be killed.
      env: { ...process.env, ...spec.spec.env, JPY_PARENT_PID: String(process.pid) },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: Ctrl-C in the terminal is for the server, which then ends its kernels in order.
      detached: process.platform !== "win32",
    });
    const end = watchEnd(child);
    child.stdout?.on("data", (chunk) => onLog(String(chunk)));
    child.stderr?.on("data", (chunk) => onLog(String(chunk)));
    const exited = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    }).then(() => {
      rmSync(connectionFile, { force: true });
      return child.pid === undefined ? undefined : endGroup(child.pid);
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", ({ message }) =>
        reject(new HttpError(500, `The kernel ${spec.name} could not be started: ${message}`)),
      );
    });
    return new KernelProcess(connection, child, exited, end);
  }

  /** Sends a signal to the kernel and what it started. */
  signal(name: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }

  /** True if the process ends within the time. */
  async endsWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), milliseconds);
    });
    const ended = await Promise.race([this.exited.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }
}
