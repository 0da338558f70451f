import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  // An interrupt passes through a catch: what tries again would never end.
  "for (;;) { try { for (;;) {} } catch {} }",
  "for (;;) { try { const t = Date.now(); while (Date.now() - t < 2000); } catch (e) { console.log(String(e)) } }",
  "while (true) { try { await new Promise((r) => setTimeout(r, 20)); } catch (e) { console.log(String(e)) } }",
  // What has no guard and is not in the first synchronous part.
  "await null; /(x+x+)+y/.test('x'.repeat(40))",
  "await new Promise((r) => setTimeout(r, 1)); new Function('for (;;);')()",
  "await null; JSON.stringify({ toJSON: () => new Function('for (;;);')() })",
  "({ [Symbol.for('Jupyter.display')]: () => /(x+x+)+y/.test('x'.repeat(40)) })",
  "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
  "setInterval(() => { while (true) {} }, 1); await new Promise(() => {})",
  "setInterval(async () => { await null; /(x+x+)+y/.test('x'.repeat(40)) }, 1); await new Promise(() => {})",
  "for (let i = 0; i < 3; i++) setImmediate(() => /(x+x+)+y/.test('x'.repeat(40))); await new Promise(() => {})",
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

describe("a cell that waits", () => {
  const begun = () => nextMessage(kernel, ({ content }) => content.text === "begun\n");
  const nap = (ms: number) => `await new Promise((r) => setTimeout(r, ${ms}))`;

  it.each([
    ["a loop", `for (;;) { turns++; ${nap(5)} }`],
    ["a function that it awaits", `async function work() { for (;;) { turns++; ${nap(5)} } }; await work()`],
    [
      "an async generator",
      `async function* all() { for (;;) { turns++; ${nap(5)}; yield 1 } }; for await (const _ of all());`,
    ],
  ])("stops %s for good, and runs finally", async (_, code) => {
    const heard = begun();
    const running = kernel.execute(
      `let turns = 0, tidied = false; console.log("begun"); try { ${code} } finally { tidied = true }`,
    );
    await heard;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kernel.interrupt();
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
    const later = await kernel.execute(
      `${nap(50)}; const then = turns; ${nap(100)}; [tidied, turns > 3, turns === then]`,
    );
    expect(resultOf(later)).toBe("[ true, true, true ]");
  });

  it("keeps what it has only started", async () => {
    const heard = begun();
    const running = kernel.execute(
      "let beats = 0; const beat = setInterval(async () => { await null; beats++ }, 5);\n" +
        "const bus = new (require('node:events') as typeof import('node:events'))(); bus.on('ask', async (tell: (n: number) => void) => { await null; tell(42) });\n" +
        "console.log('begun'); await new Promise(() => {})",
    );
    await heard;
    await kernel.interrupt();
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
    const later = await kernel.execute(
      `const before = beats; ${nap(60)}; clearInterval(beat); [beats > before, await new Promise<number>((tell) => bus.emit('ask', tell))]`,
    );
    expect(resultOf(later)).toBe("[ true, 42 ]");
  });

  it("has functions that can be sent elsewhere as text", async () => {
    const code =
      "import vm from 'node:vm'; const sent = async (n: number) => { await null; return (await n) + 1 };\n" +
      "await vm.runInNewContext(`(${sent})(1)`)";
    expect(resultOf(await kernel.execute(code))).toBe("2");
  });
});

it("says which line it has stopped, whatever stood there", async () => {
  const running = kernel.execute("await null;\nconst text = 'x'.repeat(40);\n/(x+x+)+y/.test(text)");
  await new Promise((resolve) => setTimeout(resolve, 400));
  await kernel.interrupt();
  const { traceback } = (await running).reply.content;
  expect(traceback[0]).toBe("KeyboardInterrupt: The cell was interrupted; its variables are kept");
  expect(traceback.at(-1)).toMatch(/Cell \[\d+\]:3:\d+/);
});

it("clears the interval that it stops, and says so once", async () => {
  const printed: string[] = [];
  const stop = kernel.onMessage((_, { content }) => content.name === "stderr" && printed.push(content.text));
  await kernel.execute("let ticks = 0; setInterval(() => { ticks++; while (true) {} }, 5)");
  await new Promise((resolve) => setTimeout(resolve, 200));
  await kernel.interrupt();
  expect(resultOf(await kernel.execute("await new Promise((r) => setTimeout(r, 50)); ticks"))).toBe("1");
  stop();
  expect(printed.join("")).toMatch(
    /^Uncaught KeyboardInterrupt: The setInterval that was running is interrupted and cleared; .*\n.*Cell \[\d+\]:1:\d+\)\n$/,
  );
});

it("leaves setInterval what it was", async () => {
  const answer = await kernel.execute(
    "import timers, { setInterval as imported } from 'node:timers';\nlet seen: unknown[] = [];\n" +
      "const made: NodeJS.Timeout = setInterval(function (this: unknown, ...given: number[]) { seen = [this === made, ...given]; clearInterval(made) }, 1, 7, 8);\n" +
      "await new Promise((r) => setTimeout(r, 30));\n" +
      "[...seen, setInterval.name, setInterval.length, timers.setInterval === setInterval, imported === setInterval, typeof made.unref]",
  );
  expect(resultOf(answer)).toMatch(
    /^\[\s+true,\s+7,\s+8,\s+'setInterval',\s+\d,\s+true,\s+true,\s+'function'\s+\]$/,
  );
  expect((await kernel.execute("setInterval('x' as never)")).reply.content.evalue).toMatch(
    /must be of type function/,
  );
});

it("stops the handler of a widget, and answers the page", async () => {
  const opened = await kernel.execute(
    "import { Button } from '@vision-peel/kernel';\nconst stuck = new Button();\nstuck.onClick(() => /(x+x+)+y/.test('x'.repeat(40)));\nstuck.modelId",
  );
  const comm_id = String(resultOf(opened)).slice(1, -1);
  const id = kernel.post("comm_msg", { comm_id, data: { method: "custom", content: { event: "click" } } });
  const idle = nextMessage(
    kernel,
    ({ parent_header, content }) => parent_header.msg_id === id && content.execution_state === "idle",
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  await kernel.interrupt();
  await idle;
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

it("ends a loop that polls and catches, for good", async () => {
  await kernel.execute("let polls = 0, caught = 0");
  const running = kernel.execute(
    "const poll = async () => { await new Promise((r) => setTimeout(r, 10)); polls++ }; while (true) { try { await poll() } catch (e) { caught++ } }",
  );
  await new Promise((resolve) => setTimeout(resolve, 400));
  await kernel.interrupt();
  expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
  const counts = async (): Promise<unknown> => resultOf(await kernel.execute("[polls, caught]"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = await counts();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await counts()).toBe(before);
  expect(before).toMatch(/, 0 \]$/);
});

it("leaves a catch that takes an error apart, and one without a name, as they are", async () => {
  const cell =
    "let said = ''; try { throw new Error('a') } catch ({ message }: any) { said += message } try { throw 1 } catch { said += 'b' } said";
  expect(resultOf(await kernel.execute(cell))).toBe("'ab'");
});
