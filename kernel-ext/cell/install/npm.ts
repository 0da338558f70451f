/** Runs npm, without a shell. */
import { AsyncResource } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { InstallError } from "./installError.js";

/** The npm that came with Node, or the one on PATH, as a command and its first arguments. */
function npmCommand(): string[] {
  const nodeFolder = dirname(process.execPath);
  const beside = [
    join(nodeFolder, "../lib/node_modules/npm/bin/npm-cli.js"),
    join(nodeFolder, "node_modules/npm/bin/npm-cli.js"),
  ].find(existsSync);
  if (beside) return [process.execPath, beside];
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "npm"))
    .find(existsSync);
  if (onPath === undefined) {
    throw new InstallError(
      `npm is neither beside ${process.execPath} nor on the PATH`,
      "Install Node.js together with npm.",
      "ENOENT",
    );
  }
  const script = realpathSync(onPath);
  return /\.[cm]?js$/.test(script) ? [process.execPath, script] : [onPath];
}

/** What an `npm run` that has started the kernel tells its own scripts, and would confuse another npm. */
const notForUs = /^npm_(package_|lifecycle_|config_(local_prefix|global|workspaces?|dry_run|save|json)$)/i;

/** What npm may take to put back what was there before an interrupt. */
const patienceMs = 3000;

/** One run of npm, in a process group of its own. */
export class NpmProcess {
  /** What it has written, and its exit code; null if a signal has ended it. */
  readonly ended: Promise<{ stdout: string; stderr: string; exitCode: number | null }>;
  readonly #child: ChildProcess;

  /** @param onLine hears each line of npm's log as it comes */
  constructor(args: readonly string[], { cwd, onLine }: { cwd: string; onLine: (line: string) => void }) {
    const [command, ...first] = npmCommand();
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !notForUs.test(name)));
    const child = spawn(command, [...first, ...args], {
      cwd,
      env,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let stdout = "";
    const lines: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    // Bound to the cell that asked.
    const take = AsyncResource.bind((line: string) => {
      lines.push(line);
      onLine(line);
    });
    createInterface({ input: child.stderr }).on("line", take);
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve({ stdout, stderr: lines.join("\n"), exitCode }));
    });
  }

  /** Ends npm, which puts back what was there; after a while without asking. */
  stop(): void {
    this.#signal("SIGINT");
    setTimeout(() => this.#signal("SIGKILL"), patienceMs).unref();
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    if (process.platform === "win32") this.#child.kill(signal);
    else process.kill(-pid, signal);
  }
}
