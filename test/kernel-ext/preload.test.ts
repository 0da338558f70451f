/** Cells that arrive while the kernel still loads what they import. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { emptyFolder, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writePackage(name: string, files: Record<string, string>): void {
  const dir = join(folder, "node_modules", name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name, type: "module", main: "./0.js" }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text);
}

/** Each module is found when the one before has been read: a kernel is ready long before it has the last. */
const length = 600;
const chain = Array.from({ length }, (_, i) => [
  `${i}.js`,
  i + 1 < length ? `export { end } from "./${i + 1}.js";` : "export const end = 'reached';",
]);

it.each([
  ["import { end } from 'chain'; end", "'reached'"],
  ["import { end } from 'needsChain'; end", "'reached'"],
  ["const { end } = require('chain'); end", "'reached'"],
])("waits for a preload: %s", async (code, expected) => {
  writePackage("chain", Object.fromEntries(chain));
  writePackage("needsChain", { "0.js": "export { end } from 'chain';" });
  const kernel = await startKernel({ cwd: folder, preload: ["chain"] });
  const answer = await kernel.execute(code);
  expect(answer.reply.content).toMatchObject({ status: "ok" });
  expect(resultOf(answer)).toBe(expected);
  await kernel.shutdown();
});
