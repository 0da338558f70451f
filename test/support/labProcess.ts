/** The server in a process of its own: to kill it, to take rights or space away from it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installKernelspec } from "@vision-peel/kernel/install";

const script = fileURLToPath(new URL("./labProcess.mjs", import.meta.url));

export interface LabProcessOptions {
  root: string;
  prefixDir?: string;
  port?: number;
  token?: string;
  /** writes beyond this many bytes into one file fail with EFBIG, as on a disk that becomes full */
  fileLimitBytes?: number;
  /** acts as this user once it runs; only root may ask for it */
  uid?: number;
}

export interface LabProcess {
  child: ChildProcess;
  port: number;
  token: string;
  stderr: string;
  /** resolves when the process has ended */
  ended: Promise<void>;
  request(path: string, init?: RequestInit): Promise<Response>;
}

export async function startLabProcess(options: LabProcessOptions): Promise<LabProcess> {
  const { root, prefixDir = join(root, ".peel"), fileLimitBytes, ...rest } = options;
  mkdirSync(prefixDir, { recursive: true });
  installKernelspec({ prefixDir });
  const settings = JSON.stringify({ root, prefixDir, port: 0, ...rest });
  // ulimit counts in blocks of 512 bytes or of 1024, as the shell likes it: bash takes 1024.
  const limit = fileLimitBytes === undefined ? "" : `ulimit -f ${Math.floor(fileLimitBytes / 1024)}; `;
  const child = spawn("bash", ["-c", `${limit}exec "$0" "$@"`, process.execPath, script, settings], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const lab = { child, port: 0, token: "", stderr: "", ended };
  child.stderr?.on("data", (chunk) => {
    lab.stderr += chunk;
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += chunk;
      if (text.endsWith("\n")) resolve(text);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${lab.stderr}`)));
  });
  return Object.assign(lab, JSON.parse(line), {
    request: (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${lab.port}${path}`, {
        ...init,
        headers: { Authorization: `token ${lab.token}`, ...init.headers },
      }),
  });
}

/** Ends it as the user would, and waits. */
export async function stopLabProcess({ child, ended }: LabProcess): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}
