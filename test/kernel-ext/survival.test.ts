/** A cell may replace what all share, and the kernel goes on. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

it.each([
  [
    "timers that never ring",
    "const real1 = { ...globalThis }; Object.assign(globalThis, { setTimeout: () => 0, setImmediate: () => 0, queueMicrotask: () => {} })",
    "Object.assign(globalThis, { setTimeout: real1.setTimeout, setImmediate: real1.setImmediate, queueMicrotask: real1.queueMicrotask })",
  ],
  [
    "timers that throw",
    "const real2 = globalThis.setTimeout; globalThis.setTimeout = (() => { throw new Error('fake') }) as never",
    "globalThis.setTimeout = real2",
  ],
])("answers a cell that fails, and the next one, with %s", async (_, replace, back) => {
  await kernel.execute(replace);
  const { reply, published } = await kernel.execute("throw new Error('meant')");
  expect(reply.content.status).toBe("error");
  expect(contentsOf(published, "error")[0].evalue).toBe("meant");
  expect(resultOf(await kernel.execute("1 + 1"))).toBe("2");
  await kernel.execute(back);
});

it("survives errors in timers and rejected promises where a cell has taken all listeners away", async () => {
  await kernel.execute(
    "process.removeAllListeners('uncaughtException'); process.removeAllListeners('unhandledRejection')",
  );
  await kernel.execute("process.removeAllListeners()");
  const late =
    "setTimeout(() => { throw new Error('late') }, 5); Promise.reject(new Error('rejected')); await new Promise((r) => setTimeout(r, 60)); 7";
  const { published } = await kernel.execute(late);
  expect(contentsOf(published, "execute_result")[0].data["text/plain"]).toBe("7");
  const told = contentsOf(published, "stream")
    .map(({ text }) => text)
    .join("");
  expect(told).toContain("late");
  expect(told).toContain("rejected");
  expect(resultOf(await kernel.execute("2 + 2"))).toBe("4");
});
