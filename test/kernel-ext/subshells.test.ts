/** Subshells (JEP 91, protocol 5.5) over real ZeroMQ. */
import type { Answer, KernelClient } from "@vision-peel/kernel/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute("let release = () => {}; let waiting: Promise<void>");
});
afterAll(() => kernel.shutdown());

it("says that it has them", async () => {
  const { content } = (await kernel.request("kernel_info_request")).reply;
  expect(content.supported_features).toEqual(["kernel subshells"]);
  expect(content.protocol_version).toBe("5.5");
});

it("creates, lists and deletes them on control", async () => {
  const [first, second] = [await kernel.createSubshell(), await kernel.createSubshell()];
  expect(new Set(await kernel.listSubshells())).toEqual(new Set([first, second]));
  await kernel.deleteSubshell(first);
  expect(await kernel.listSubshells()).toEqual([second]);
  await kernel.deleteSubshell(second);
  await expect(kernel.deleteSubshell(second)).rejects.toThrow(`There is no subshell "${second}"`);
});

it("creates one while a cell never yields", async () => {
  const started = nextMessage(kernel, ({ header }) => header.msg_type === "execute_input");
  const running = kernel.execute("while (true) {}");
  await started;
  const subshellId = await kernel.createSubshell();
  expect(await kernel.listSubshells()).toEqual([subshellId]);
  await kernel.interrupt();
  expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
  await kernel.deleteSubshell(subshellId);
});

it("runs cells of a subshell with the main shell's variables, under one counter", async () => {
  const subshellId = await kernel.createSubshell();
  const main = await kernel.execute("const near = 2");
  const answer = await kernel.execute("near * 21", { subshellId });
  expect(resultOf(answer)).toBe("42");
  expect(answer.reply.content.execution_count).toBe(main.reply.content.execution_count + 1);
  expect(answer.reply.parent_header).toMatchObject({ subshell_id: subshellId });
  await kernel.deleteSubshell(subshellId);
});

it("refuses requests to one that does not exist, and does what a late comm message asks", async () => {
  const refused = await kernel.execute("1", { subshellId: "nobody" });
  expect(refused.reply.content).toMatchObject({ status: "error", ename: "UnknownSubshell" });
  expect(refused.published).toEqual([]);
  const opened = await kernel.execute(
    "import { IntSlider } from '@vision-peel/kernel'; const s = new IntSlider()",
  );
  const comm_id = contentsOf(opened.published, "comm_open").at(-1)?.comm_id;
  kernel.post("comm_close", { comm_id, data: {} }, { subshellId: "gone" });
  const { comms } = (await kernel.request("comm_info_request")).reply.content;
  expect(comms).not.toHaveProperty(comm_id);
});

it("aborts within the failing subshell only", async () => {
  const subshellId = await kernel.createSubshell();
  const failing = kernel.execute("throw new Error('here')", { subshellId });
  const sameQueue = kernel.execute("'not run'", { subshellId });
  const main = kernel.execute("'run'");
  expect((await failing).reply.content.status).toBe("error");
  expect((await sameQueue).reply.content.status).toBe("aborted");
  expect((await main).reply.content.status).toBe("ok");
  await kernel.deleteSubshell(subshellId);
});

it("aborts what stands in line in a subshell that is deleted", async () => {
  const subshellId = await kernel.createSubshell();
  const started = nextMessage(kernel, ({ header }) => header.msg_type === "execute_input");
  const running = kernel.execute("await new Promise((done) => setTimeout(done, 300)); 'ended'", {
    subshellId,
  });
  const inLine = kernel.execute("'not run'", { subshellId });
  await started;
  await kernel.deleteSubshell(subshellId);
  expect((await inLine).reply.content.status).toBe("aborted");
  expect(resultOf(await running)).toBe("'ended'");
});

describe("while the main shell's cell awaits", () => {
  let subshellId: string;
  let running: Promise<Answer>;
  beforeEach(async () => {
    subshellId = await kernel.createSubshell();
  });
  afterEach(() => kernel.deleteSubshell(subshellId));

  /** Starts a cell and waits until it has printed "waiting". */
  async function start(code: string): Promise<void> {
    const printed = nextMessage(kernel, ({ content }) => content.text?.includes("waiting"));
    running = kernel.execute(code);
    await printed;
  }
  const within = (code: string) => kernel.execute(code, { subshellId });

  it("computes, and shows how far that cell has come", async () => {
    await start(
      "let turn = 0; let go = () => {}; console.log('waiting'); turn = 7; await new Promise<void>((done) => { go = done }); turn++; 'main'",
    );
    expect(resultOf(await within("1+1"))).toBe("2");
    expect(resultOf(await within("turn"))).toBe("7");
    expect(resultOf(await within("const seen = turn * 2; seen"))).toBe("14");
    await within("go()");
    expect(resultOf(await running)).toBe("'main'");
    expect(resultOf(await kernel.execute("[turn, seen]"))).toBe("[ 8, 14 ]");
  });

  it("keeps outputs, results and errors of the two apart", async () => {
    await start(
      "console.log('waiting'); await new Promise<void>((done) => { (globalThis as any).go = done }); console.log('late'); 'main'",
    );
    const answer = await within("console.log('sub'); await null; 'sub'");
    expect([printedBy(answer), resultOf(answer)]).toEqual(["sub\n", "'sub'"]);
    expect((await within("throw new Error('only here')")).reply.content.evalue).toBe("only here");
    expect((await within("nobody")).reply.content.ename).toBe("TypeScriptError");
    await within("(globalThis as any).go()");
    const main = await running;
    expect([printedBy(main), resultOf(main)]).toEqual(["waiting\nlate\n", "'main'"]);
  });

  it("loses none of its names when that cell fails, and gives back those that it had not reached", async () => {
    await kernel.execute("const kept = 'old'");
    await start(
      "const reached = 1; console.log('waiting'); await new Promise<void>((done) => { (globalThis as any).go = done }); throw new Error('late'); const kept = 1; const unreached = 2",
    );
    expect(resultOf(await within("const fromSub = reached + 1; fromSub"))).toBe("2");
    await within("(globalThis as any).go()");
    expect((await running).reply.content.evalue).toBe("late");
    expect(resultOf(await kernel.execute("[reached, fromSub, kept.toUpperCase()]"))).toBe("[ 1, 2, 'OLD' ]");
    expect((await kernel.execute("unreached")).reply.content.evalue).toMatch(/Cannot find name 'unreached'/);
  });

  it("returns promises as they are, in both", async () => {
    await start(
      "console.log('waiting'); await new Promise<void>((done) => { (globalThis as any).go = done }); Promise.resolve(1)",
    );
    expect(resultOf(await within("await null; Promise.resolve(2)"))).toMatch(/Promise/);
    await within("(globalThis as any).go()");
    expect(resultOf(await running)).toMatch(/Promise/);
  });

  it("is interrupted together with it, and both shells go on", async () => {
    await start("console.log('waiting'); await new Promise(() => {})");
    const started = nextMessage(kernel, ({ content }) => content.text?.includes("sub waits"));
    const sub = within("console.log('sub waits'); await new Promise(() => {})");
    await started;
    await kernel.interrupt();
    const [first, second] = await Promise.all([running, sub]);
    expect(first.reply.content.ename).toBe("KeyboardInterrupt");
    expect(second.reply.content.ename).toBe("KeyboardInterrupt");
    expect(resultOf(await kernel.execute("'main goes on'"))).toBe("'main goes on'");
    expect(resultOf(await within("'sub goes on'"))).toBe("'sub goes on'");
  });

  it("is interrupted in a loop, and so is the cell that awaits", async () => {
    await start("console.log('waiting'); await new Promise(() => {})");
    const started = nextMessage(kernel, ({ content }) => content.text?.includes("sub loops"));
    const sub = within("console.log('sub loops'); while (true) {}");
    await started;
    await kernel.interrupt();
    expect((await sub).reply.content.ename).toBe("KeyboardInterrupt");
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
    expect(resultOf(await within("'goes on'"))).toBe("'goes on'");
  });

  it("imports there while names are declared here", async () => {
    await start(
      "console.log('waiting'); await new Promise<void>((done) => { (globalThis as any).go = done }); const end = 'end'",
    );
    const importing = within(
      'import { join } from "node:path"; import * as peel from "vision-peel"; const joined = join("a", typeof peel); joined',
    );
    const other = await kernel.createSubshell();
    const declaring = kernel.execute("const beside = 3; beside", { subshellId: other });
    expect(resultOf(await importing)).toBe("'a/object'");
    expect(resultOf(await declaring)).toBe("3");
    await within("(globalThis as any).go()");
    await running;
    expect(resultOf(await kernel.execute("[joined, beside, end]"))).toBe("[ 'a/object', 3, 'end' ]");
    await kernel.deleteSubshell(other);
  });
});
