/** Processes that cells start with node:child_process: where their output stands, and how an interrupt ends them. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextMessage, printedBy, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
const log: string[] = [];
beforeAll(async () => {
  kernel = await startKernel({ onLog: (text) => log.push(text) });
  await kernel.execute(
    "import { exec, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';\n" +
      "const ended = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.once('close', resolve));\nconst kept = 'kept'",
  );
});
afterAll(async () => {
  await kernel.shutdown();
  expect(log.join("")).toBe("");
});

describe("what a process inherits", () => {
  it.each([
    ["execSync('echo out; echo err >&2', { stdio: 'inherit' })", "out\n", "err\n"],
    ["execSync('echo err >&2; echo out', { stdio: [0, 2, 1] })", "err\n", "out\n"],
    [
      "spawnSync('sh', ['-c', 'echo out; echo err >&2'], { stdio: ['ignore', process.stdout, 'pipe'] })",
      "out\n",
      "",
    ],
    ["execFileSync('echo', ['out'], { stdio: 'inherit' })", "out\n", ""],
    [
      "try { execSync('echo out; exit 3', { stdio: 'inherit' }) } catch (error: any) { console.error(error.status) }",
      "out\n",
      "3\n",
    ],
    ["await ended(spawn('sh', ['-c', 'echo out; echo err >&2'], { stdio: 'inherit' }))", "out\n", "err\n"],
    ["await ended(fork('/dev/stdin', { execArgv: ['-e', 'console.log(\"out\")'] }))", "out\n", ""],
  ])("%s", async (cell, out, err) => {
    const answer = await kernel.execute(cell);
    expect([printedBy(answer), printedBy(answer, "stderr")]).toEqual([out, err]);
  });

  it("is shown as it comes, under the cell that has started it", async () => {
    const later = nextMessage(kernel, ({ content }) => content.text === "later\n");
    const { reply } = await kernel.execute(
      "spawn('sh', ['-c', 'sleep 0.3; echo later'], { stdio: 'inherit' }).stdout",
    );
    expect((await later).parent_header.msg_id).toBe(reply.parent_header.msg_id);
  });

  it("leaves everything else as it was", async () => {
    const cell =
      "const piped = spawnSync('echo', ['a'], { encoding: 'utf8' });\n" +
      "const given = spawnSync('echo', { stdio: 'inherit' });\n" +
      "const asked = await new Promise<string>((resolve) => exec('echo c', (_, out) => resolve(out)));\n" +
      "JSON.stringify([piped.stdout, execSync('echo b').toString(), asked, given.stdout, given.output, execSync.name])";
    expect(resultOf(await kernel.execute(cell))).toBe(
      `'${JSON.stringify(["a\n", "b\n", "c\n", null, [null, null, null], "execSync"]).replaceAll("\\n", "\\\\n")}'`,
    );
    const big = await kernel.execute(
      "execSync('head -c 3000000 /dev/zero | tr \"\\\\0\" x', { stdio: 'inherit' }); 1",
    );
    expect(printedBy(big)).toHaveLength(3_000_000);
  });
});

describe("an interrupt", () => {
  const started = () => new Promise((resolve) => setTimeout(resolve, 500));

  it.each([
    "execSync('sleep 60')",
    "await null; execSync('sh -c \"sleep 60; true\"; true', { stdio: 'inherit' })",
    "await null; spawnSync('sleep', ['60'])",
    "await null; execSync('trap \"\" INT; sleep 60; true')",
  ])("ends %s", async (cell) => {
    const running = kernel.execute(cell);
    await started();
    await kernel.interrupt();
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
    expect(resultOf(await kernel.execute("kept"))).toBe("'kept'");
  });

  it("runs finally, and leaves alone what runs beside the cell", async () => {
    const running = kernel.execute(
      "const beside = spawn('sleep', ['60']); await null; try { execSync('sleep 60') } finally { console.log('finally') }",
    );
    await started();
    await kernel.interrupt();
    const answer = await running;
    expect([answer.reply.content.ename, printedBy(answer)]).toEqual(["KeyboardInterrupt", "finally\n"]);
    expect(resultOf(await kernel.execute("[beside.exitCode, beside.signalCode, beside.kill()]"))).toBe(
      "[ null, null, true ]",
    );
  });
});
