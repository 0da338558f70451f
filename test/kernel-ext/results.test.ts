/** `_`, `Out`, `In` and `_error`: what cells and results are called after they have run. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeEach, expect, it } from "vitest";
import { contentsOf, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeEach(async () => {
  await kernel?.shutdown();
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

/** The result of the last of some cells. */
async function last(...cells: string[]): Promise<unknown> {
  for (const cell of cells.slice(0, -1)) await kernel.execute(cell);
  const answer = await kernel.execute(cells.at(-1) as string);
  expect(contentsOf(answer.published, "error")).toEqual([]);
  return resultOf(answer);
}

it("keeps the last three results, and all by number", async () => {
  expect(await last("1 + 1", "'two'", "[3]", "const none = 4", "[_, __, ___]")).toBe("[ [ 3 ], 'two', 2 ]");
  expect(await last("[Out[1], Out[2], Out[4], In[1], In[4]]")).toBe(
    "[ 2, 'two', undefined, '1 + 1', 'const none = 4' ]",
  );
  expect(await last("_[3]")).toBe("'1 + 1'");
  expect(await last("const f = () => _; f()")).toBe("'1 + 1'");
});

it("forgets silent cells and what shows nothing", async () => {
  await kernel.execute("7");
  await kernel.execute("8", { silent: true });
  expect(await last("undefined", "null", "({ [Symbol.for('Jupyter.display')]: () => ({}) })", "_")).toBe("7");
});

it("has the last error", async () => {
  expect(await last("throw new RangeError('once')", "1", "_error.message")).toBe("'once'");
});

it("lets a cell's own name win, declared, imported or assigned", async () => {
  expect(await last("5", "const _ = (x: number) => x * 2", "6", "_(4)")).toBe("8");
  expect(await last("import * as __ from 'node:path'", "__.basename('a/b')")).toBe("'b'");
  expect(await last("___ = 'mine'", "1", "2", "3", "___")).toBe("'mine'");
  expect(await last("class Out { readonly mine = true }", "new Out().mine")).toBe("true");
});

it("keeps a hundred results, so that the memory ends nowhere", async () => {
  for (let i = 0; i < 103; i++) await kernel.execute(`${i}`);
  expect(await last("Object.keys(Out).length + ' ' + Out[3] + ' ' + Out[103]")).toBe("'100 undefined 102'");
});
