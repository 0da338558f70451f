/** A notebook in a folder of its own, with files beside it and without node_modules. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, printedBy, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  writeFileSync(join(folder, "helper.ts"), "export const twice = (x: number): number => 2 * x;\n");
  writeFileSync(join(folder, "late.mjs"), "export const late = await Promise.resolve(7);\n");
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ["import { depthCode } from 'vision-peel'; depthCode().colourOf(0)", "[ 0, 0, 0 ]"],
  ["import { Widget } from '@vision-peel/kernel/widgets'; typeof Widget", "'function'"],
  ["import { DepthView } from '@vision-peel/widgets'; typeof DepthView", "'function'"],
  ["import { twice } from './helper'; twice(4)", "8"],
  ["import { late } from './late.mjs'; late", "7"],
  ["const { late: again } = await import('./late.mjs'); again", "7"],
])("%s", async (code, expected) => {
  expect(resultOf(await kernel.execute(code))).toBe(expected);
});

it("has the types of the project's packages there too, and Node's", async () => {
  const wrong = await kernel.execute("depthCode().colourOf('far')");
  expect(wrong.reply.content.evalue).toContain("TS2345");
  expect(printedBy(await kernel.execute("console.log(process.cwd())"))).toBe(`${folder}\n`);
});

it("shows promises without what the kernel has written on them", async () => {
  const answer = await kernel.execute("const soon = Promise.resolve(1); console.log(soon); [soon]");
  expect(printedBy(answer)).toBe("Promise { 1 }\n");
  expect(resultOf(answer)).toBe("[ Promise { 1 } ]");
});
