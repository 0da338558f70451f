import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelError } from "../errors.js";
import type { ConnectionInfo } from "../wire/connection.js";
import { connectionFolderPrefix } from "../wire/orphan.js";
import { newConnection } from "./connection.js";
import { type EndOfKernel, watchEnd } from "./lastWords.js";

export interface KernelProcessOptions {
  /** The command, with `{connection_file}` where the path goes, as in a kernelspec. */
  argv: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Encrypts everything on the wire, for kernels that can. */
  encrypted?: boolean;
  /** Receives what the process writes to its own streams. */
  onLog?: (text: string) => void;
}

/** A kernel in a process of its own. */
export class KernelProcess {
  private constructor(
    readonly connection: ConnectionInfo,
    readonly process: ChildProcess,
    readonly exited: Promise<number | null>,
    /** Resolves with the reason, soon after `exited`. */
    readonly end: Promise<EndOfKernel>,
  ) {}

  static async start({
    argv,
    cwd,
    env,
    encrypted,
    onLog = () => {},
  }: KernelProcessOptions): Promise<KernelProcess> {
    const connection = await newConnection({ encrypted });
    const folder = mkdtempSync(join(tmpdir(), connectionFolderPrefix));
    const file = join(folder, "connection.json");
    // The key in it opens the kernel to whoever reads it.
    writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
    const [command, ...args] = argv.map((part) => part.replaceAll("{connection_file}", file));
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env, JPY_PARENT_PID: String(process.pid) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = watchEnd(child);
    child.stdout?.on("data", (chunk) => onLog(String(chunk)));
    child.stderr?.on("data", (chunk) => onLog(String(chunk)));
    const exited = new Promise<number | null>((resolve) => {
      child.once("exit", resolve);
      child.once("error", () => resolve(null));
    }).finally(() => rmSync(folder, { recursive: true, force: true }));
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause) =>
        reject(
          new KernelError(`The kernel could not be started: ${cause.message}`, "Install it again.", {
            cause,
          }),
        ),
      );
    });
    return new KernelProcess(connection, child, exited, end);
  }

  /** Ends the process whatever it is doing. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited;
  }
}
