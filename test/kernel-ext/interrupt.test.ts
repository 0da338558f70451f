import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nextMessage, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute("let kept = 'kept'");
});
afterAll(() => kernel.shutdown());

it.each([
  "while (true) {}",
  "for (;;);",
  "do kept; while (true)",
  "await new Promise(() => {})",
  "await null; while (true) {}",
  "try { while (true) {} } finally { kept = 'kept' }",
  "function spin(): never { while (true) for (const _ of [1, 2]) continue }\nspin()",
  "const again = (): Promise<void> => Promise.resolve().then(again)\nawait again()",
  "await null; Array.from({ length: 1e9 }, () => kept)",
  "const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2))\nawait null; fib(80)",
  "process.nextTick(function tick() { process.nextTick(tick) })\nawait new Promise(() => {})",
  "/(x+x+)+y/.test('x'.repeat(40))",
])("stops %s and keeps the variables", async (code) => {
  const started = nextMessage(kernel, ({ header }) => header.msg_type === "execute_input");
  const running = kernel.execute(code);
  await started;
  await new Promise((resolve) => setTimeout(resolve, 200));
  await kernel.interrupt();
  expect((await running).reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect(resultOf(await kernel.execute("kept"))).toBe("'kept'");
});

it("stops a loop in a timer, after its cell has ended", async () => {
  const shown = nextMessage(kernel, ({ content }) => String(content.text).includes("KeyboardInterrupt"));
  await kernel.execute("setTimeout(() => { while (true) {} }, 1)");
  await new Promise((resolve) => setTimeout(resolve, 200));
  await kernel.interrupt();
  await shown;
  expect(resultOf(await kernel.execute("kept"))).toBe("'kept'");
});

it("an interrupt without anything running spares the next cell", async () => {
  await kernel.interrupt();
  expect(resultOf(await kernel.execute("let turns = 0; while (turns < 10) turns++; turns"))).toBe("10");
});

it("answers heartbeat, kernel_info and shutdown while a cell never yields", async () => {
  const busy = await startKernel();
  // It will never be answered.
  busy.execute("while (true) {}").catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await busy.channels.isAlive()).toBe(true);
  expect((await busy.request("kernel_info_request", {}, "control")).reply.content.status).toBe("ok");
  await busy.shutdown();
  expect(busy.process?.process.exitCode ?? busy.process?.process.signalCode).not.toBeNull();
});
