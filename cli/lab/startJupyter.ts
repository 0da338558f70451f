/** `peel lab --jupyter`: the user's own JupyterLab, with our kernel and views, and nothing installed into it. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { LabError, listen, newToken } from "@vision-peel/lab";
import { labextensionOf, managerName } from "../install/install.js";
import { jupyterLabDataDirs, jupyterLabVersion } from "./jupyterLab.js";
import { endWithUs } from "./outliving.js";
import { makeRunPrefix } from "./runPrefix.js";

export interface JupyterOptions {
  /** the folder that is served */
  root: string;
  /** where kernel and views are put for it while it runs, beside what it has of its own */
  stateDir: string;
  /** 0 for any free one; left out: 8888 or the next free one */
  port?: number;
  /** the notebook to open, relative to the root */
  notebook?: string;
  /** seconds after which an unused kernel is ended; left out: never */
  cullIdleSeconds?: number;
  /** receives what JupyterLab writes to its own streams, without the token */
  onLog: (text: string) => void;
}

export interface RunningJupyter {
  version: string;
  /** what to open in a browser, token included */
  url: string;
  /** resolves when the process has ended */
  ended: Promise<number | null>;
  /** Asks it to end with its kernels, and waits. */
  close(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** Python, JupyterLab's extensions and a cold disk. */
const startPatienceMs = 120_000;
const closePatienceMs = 15_000;

/**
 * Starts it and waits until it answers.
 *
 * @throws {LabError} where there is none that is new enough, the port is taken, or it does not come up
 */
export async function startJupyter(options: JupyterOptions): Promise<RunningJupyter> {
  const { stateDir, notebook = "", onLog } = options;
  const version = jupyterLabVersion();
  const hasManager = jupyterLabDataDirs().some((dir) => existsSync(labextensionOf(dir, managerName)));
  const port = await freePort(options.port);
  const prefix = makeRunPrefix(stateDir, !hasManager);
  const token = newToken();
  const dataDir = join(prefix.dir, "share", "jupyter");
  const path = [dataDir, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter);
  const child = spawn("jupyter-lab", argumentsOf(options, port), {
    // Not the folder that is served: older ones run the configuration that they find where they are started.
    cwd: prefix.dir,
    env: { ...process.env, JUPYTER_PATH: path, JUPYTER_TOKEN: token },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Ctrl-C in the terminal is for us, who then end it in order.
    detached: process.platform !== "win32",
  });
  endWithUs(child);
  const tell = (chunk: Buffer) => onLog(String(chunk).replaceAll(token, "…"));
  child.stdout.on("data", tell);
  child.stderr.on("data", tell);
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  }).finally(() => prefix.remove());
  const kill = () => {
    child.kill("SIGKILL");
    prefix.remove();
  };
  const asking = new AbortController();
  await Promise.race([answers(port, token, asking.signal), ended]).then(async (outcome) => {
    asking.abort();
    if (outcome === "answers") return;
    kill();
    await ended;
    throw new LabError(
      outcome === "late"
        ? `JupyterLab ${version} did not answer within ${startPatienceMs / 1000} s.`
        : `JupyterLab ${version} ended with code ${outcome} before it answered.`,
      "What it said stands above; leave out --jupyter for the JupyterLab of peel lab.",
    );
  });
  const tree = notebook.split("/").filter(Boolean).map(encodeURIComponent).join("/");
  return {
    version,
    url: `http://127.0.0.1:${port}/lab${tree && `/tree/${tree}`}?token=${token}`,
    ended,
    async close() {
      child.kill("SIGTERM");
      const timer = setTimeout(kill, closePatienceMs);
      await ended;
      clearTimeout(timer);
    },
    kill,
  };
}

function argumentsOf({ root, cullIdleSeconds }: JupyterOptions, port: number): string[] {
  return [
    "--no-browser",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--port-retries=0",
    `--notebook-dir=${root}`,
    // As peel lab itself, which runs for whoever starts it.
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(cullIdleSeconds === undefined ? [] : [`--MappingKernelManager.cull_idle_timeout=${cullIdleSeconds}`]),
  ];
}

/** A port that nobody uses now: JupyterLab does not tell which one it has taken instead. */
async function freePort(wanted: number | undefined): Promise<number> {
  const server = createServer();
  const port = await listen(server, wanted);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number, token: string, signal: AbortSignal): Promise<"answers" | "late"> {
  const end = Date.now() + startPatienceMs;
  while (Date.now() < end && !signal.aborted) {
    const headers = { Authorization: `token ${token}` };
    const answer = await fetch(`http://127.0.0.1:${port}/api/status`, { headers }).catch(() => undefined);
    if (answer?.ok) return "answers";
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return "late";
}
