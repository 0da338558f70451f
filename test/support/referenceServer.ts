/** Debian's jupyter-server with jupyterlab-server behind our bundle: what ours is compared with. */
import { execFileSync, spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { newToken } from "../../lab/dist/server/auth.js";
import { defaultOverrides } from "../../lab/dist/server/defaultOverrides.js";
import { disabledPlugins } from "../../lab/dist/server/page.js";
import { clientOf, prepareFolder, type TestLab, type TestLabOptions } from "./lab.js";

const python = "/usr/bin/python3";
const launcher = fileURLToPath(new URL("../lab/reference/launch.py", import.meta.url));
const bundleDir = fileURLToPath(new URL("../../lab/bundle", import.meta.url));

/** True if the reference can run; else says so in one line, or throws where nothing may skip. */
export function referenceIsThere(): boolean {
  try {
    execFileSync(python, ["-c", "import jupyter_server, jupyterlab_server"], { stdio: "ignore" });
    return true;
  } catch {
    const advice = "apt install python3-jupyter-server python3-jupyterlab-server";
    if (process.env.PEEL_CI === "1") throw new Error(`There is no jupyter-server: ${advice}.`);
    console.log(`Comparisons with jupyter-server are skipped: ${advice}.`);
    return false;
  }
}

/** Starts it with the kernel, the views and the folders that {@link startTestLab} gives to ours. */
export async function startReferenceServer(options: TestLabOptions = {}): Promise<TestLab> {
  const { root, prefixDir, remove } = prepareFolder(options);
  const token = newToken();
  const settings = {
    root,
    prefixDir,
    bundleDir,
    token,
    port: await freePort(),
    overrides: defaultOverrides,
    disabledPlugins,
  };
  const child = spawn(python, [launcher, JSON.stringify(settings)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(JSON.parse(String(line)).port));
    child.once("exit", (code) => reject(new Error(`jupyter-server ended with ${code}: ${log}`)));
  });
  return {
    ...clientOf({ port, token }),
    url: `http://127.0.0.1:${port}/lab?token=${token}`,
    port,
    token,
    protocol: "legacy",
    root,
    prefixDir,
    kill: () => void child.kill("SIGKILL"),
    async close() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
      await ended;
      clearTimeout(late);
      remove();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
