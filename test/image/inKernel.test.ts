/** A picture that cannot be read is one sentence in a cell, and the kernel goes on. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resultOf, startKernel } from "../kernel-ext/kernel.js";

let kernel: KernelClient;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "peel-bad-"));
  kernel = await startKernel();
  await kernel.execute('import { readImage } from "vision-peel"');
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ["missing.png", undefined],
  ["empty.png", ""],
  ["text.png", "this is no picture"],
  ["corrupt.png", "\x89PNG\r\n\x1a\n and then nothing"],
])("%s", async (name, content) => {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content, "latin1");
  const { reply } = await kernel.execute(`await readImage(${JSON.stringify(path)})`);
  expect(reply.content).toMatchObject({ status: "error", ename: "UnreadableError" });
  expect(reply.content.evalue).toContain(name);
  expect(reply.content.traceback.join("\n")).not.toMatch(/node_modules|dist\//);
  expect(resultOf(await kernel.execute("typeof readImage"))).toBe("'function'");
});
