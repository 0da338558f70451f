/** Beginning and end of a kernel: restart by its client, a parent that is gone, several at once. */
import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KernelClient, newConnection } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { expect, it } from "vitest";
import { emptyFolder, resultOf, startKernel } from "./kernel.js";

it("ends when the process that started it is gone", async () => {
  const folder = emptyFolder();
  const parent = spawn("sleep", ["60"]);
  const file = join(folder, "connection.json");
  const connection = await newConnection();
  writeFileSync(file, JSON.stringify(connection));
  const [command, ...args] = kernelArgv().map((part) => part.replace("{connection_file}", file));
  const env = { ...process.env, JPY_PARENT_PID: String(parent.pid) };
  const kernel = spawn(command, args, { env, stdio: "ignore" });
  const ended = new Promise((resolve) => kernel.once("exit", resolve));
  const client = new KernelClient(connection);
  await client.waitUntilReady();
  parent.kill("SIGKILL");
  await ended;
  client.channels.close();
  rmSync(folder, { recursive: true, force: true });
});

it("answers shutdown with a reply, and ends with code 0", async () => {
  const kernel = await startKernel();
  // While the compiler loads nothing else runs, and a kernel that does not end in time is killed.
  await kernel.execute("1");
  const { reply } = await kernel.request("shutdown_request", { restart: true }, "control");
  expect(reply.content).toMatchObject({ status: "ok", restart: true });
  expect(await kernel.process?.exited).toBe(0);
  await kernel.shutdown();
});

it("rejects what a kernel that was killed will never answer", async () => {
  const kernel = await startKernel();
  const running = kernel.execute("await new Promise(() => {})");
  const refused = expect(running).rejects.toThrow("The kernel was killed before it had answered");
  await kernel.process?.kill();
  await refused;
  await kernel.shutdown();
});

it("keeps several kernels apart", async () => {
  const kernels = await Promise.all([startKernel(), startKernel(), startKernel()]);
  await Promise.all(kernels.map((kernel, i) => kernel.execute(`const mine = ${i}`)));
  const values = await Promise.all(kernels.map(async (kernel) => resultOf(await kernel.execute("mine"))));
  expect(values).toEqual(["0", "1", "2"]);
  await Promise.all(kernels.map((kernel) => kernel.shutdown()));
});
