/** What a kernel leaves behind, however it ends, and what it takes while it runs. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { KernelClient, newConnection } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, projectRoot, resultOf, startKernel } from "./kernel.js";

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  client: KernelClient;
  child: ChildProcess;
  exited: Promise<number | null>;
}

/** Starts a kernel as a server does, with runtime and temporary folder of its own. */
async function startIn(root: string, parentPid: number, env: Record<string, string> = {}): Promise<Started> {
  const [tmp, runtime] = [join(root, "tmp"), join(root, "runtime")];
  for (const path of [tmp, runtime]) mkdirSync(path);
  const file = join(runtime, "kernel-1.json");
  const connection = await newConnection();
  writeFileSync(file, JSON.stringify(connection));
  const [command, ...args] = kernelArgv().map((part) => part.replace("{connection_file}", file));
  const child = spawn(command, args, {
    env: { ...process.env, TMPDIR: tmp, JPY_PARENT_PID: String(parentPid), ...env },
    stdio: "ignore",
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const client = new KernelClient(connection);
  await client.waitUntilReady();
  await client.execute("1");
  return { client, child, exited };
}

const leftIn = (root: string) => ["tmp", "runtime"].flatMap((name) => readdirSync(join(root, name)));

/** Something that the log tells. */
const warn = ({ client }: Started) => client.request("future_request");

describe("leaves nothing behind", () => {
  it("at its end, though it had something to tell", async () => {
    const kernel = await startIn(folder, process.pid);
    await warn(kernel);
    expect(leftIn(folder)).toContain("kernel-1.log");
    kernel.client.post("shutdown_request", { restart: false }, { channel: "control" });
    expect(await kernel.exited).toBe(0);
    kernel.client.channels.close();
    // The connection file belongs to whoever has written it, and is there.
    expect(leftIn(folder)).toEqual(["kernel-1.json"]);
  });

  it.each([
    ["awaits", "await new Promise(() => {})"],
    ["never yields", "while (true) {}"],
    ["has ended", ""],
  ])("when who started it is killed while a cell %s", async (_, code) => {
    const parent = spawn("sleep", ["600"]);
    const kernel = await startIn(folder, Number(parent.pid));
    await warn(kernel);
    kernel.client.post("execute_request", { code });
    parent.kill("SIGKILL");
    await kernel.exited;
    kernel.client.channels.close();
    expect(leftIn(folder)).toEqual([]);
  });

  it("when it is killed, or its client is", async () => {
    const script = join(folder, "client.mjs");
    const clientUrl = new URL("../../kernel-ext/dist/client/index.js", import.meta.url).href;
    writeFileSync(
      script,
      `import { KernelClient } from ${JSON.stringify(clientUrl)};
      const options = { argv: ${JSON.stringify(kernelArgv())} };
      const [killed, orphan] = await Promise.all([KernelClient.start(options), KernelClient.start(options)]);
      await killed.process.kill();
      await orphan.execute("1");
      console.log(orphan.process.process.pid);
      setInterval(() => {}, 1000);`,
    );
    mkdirSync(join(folder, "tmp"));
    const client = spawn(process.execPath, [script], {
      env: { ...process.env, TMPDIR: join(folder, "tmp") },
    });
    const pid = await new Promise<number>((resolve) =>
      client.stdout.once("data", (data) => resolve(Number(data))),
    );
    // That of the kernel that was killed is gone.
    expect(readdirSync(join(folder, "tmp"))).toHaveLength(1);
    client.kill("SIGKILL");
    while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });
});

describe("the log", () => {
  it("tells of start, unknown messages and end, of no contents and no key, where it is asked for", async () => {
    const logs = join(folder, "logs");
    mkdirSync(logs);
    const kernel = await startIn(folder, process.pid, { PEEL_LOG_DIR: logs, PEEL_LOG_LEVEL: "debug" });
    await warn(kernel);
    await kernel.client.execute("'a secret of the notebook'");
    kernel.client.post("shutdown_request", { restart: false }, { channel: "control" });
    await kernel.exited;
    kernel.client.channels.close();
    const text = readFileSync(join(logs, "kernel-1.log"), "utf8");
    expect(text).toMatch(/ info kernel \d+ starts in /);
    expect(text).toMatch(/ debug shell: execute_request/);
    expect(text).toMatch(/ warn a message of an unknown type/);
    expect(text).toMatch(/ info kernel \d+ ends with code 0/);
    expect(text).not.toContain("secret");
    expect(text).not.toContain(kernel.client.connection.key);
  });
});

/** From Linux's own books on a process. */
const residentMiB = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const watchesOf = (pid: number) =>
  readdirSync(`/proc/${pid}/fd`)
    .filter((fd) => existsSync(`/proc/${pid}/fdinfo/${fd}`))
    .filter((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).includes("inotify"))
    .map((fd) => readFileSync(`/proc/${pid}/fdinfo/${fd}`, "utf8").match(/^inotify wd/gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);

it.runIf(process.platform === "linux")(
  "watches no files, and three kernels stay apart and small",
  async () => {
    const cwd = join(projectRoot, "notebooks", "tutorials");
    const kernels = await Promise.all([0, 1, 2].map(() => startKernel({ cwd })));
    const pids = kernels.map((kernel) => Number(kernel.process?.process.pid));
    const ready = pids.map(residentMiB);
    await Promise.all(kernels.map((kernel, i) => kernel.execute(`const mine = ${i}`)));
    const first = pids.map(residentMiB);
    for (const kernel of kernels) {
      expect(
        resultOf(
          await kernel.execute(
            "import { mean } from 'mathjs'; import { depthCode } from 'vision-peel'; mean([mine])",
          ),
        ),
      ).toBe(String(kernels.indexOf(kernel)));
    }
    const imported = pids.map(residentMiB);
    const watches = pids.map(watchesOf);
    const rounded = (values: number[]) => values.map(Math.round).join(", ");
    console.log(
      `MiB resident of three kernels: ${rounded(ready)} when ready, ${rounded(first)} after the first cell, ${rounded(imported)} after importing mathjs and vision-peel; inotify watches: ${watches}`,
    );
    expect(watches).toEqual([0, 0, 0]);
    expect(Math.max(...first)).toBeLessThan(400);
    await Promise.all(kernels.map((kernel) => kernel.shutdown()));
  },
);
