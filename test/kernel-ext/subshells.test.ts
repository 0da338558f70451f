/** Subshells (JEP 91, protocol 5.5) over real ZeroMQ. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, nextMessage, resultOf, startKernel } from "./kernel.js";

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
