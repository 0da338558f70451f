/** TypeScript, JavaScript and JSON files beside a notebook. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, printedBy, resultOf, startKernel } from "./kernel.js";

const root = emptyFolder();
const folder = join(root, "notebooks");
let kernel: KernelClient;

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const failureOf = ({ reply }: Answer): string => (reply.content.traceback ?? []).join("\n");

beforeAll(async () => {
  mkdirSync(join(folder, "lib"), { recursive: true });
  mkdirSync(join(root, "shared"));
  write(
    "twice.ts",
    "export const twice = (x: number): number => 2 * x;\nexport default 'default';\nexport type Size = { width: number };\n",
  );
  write("lib/inner.ts", "export const inner = 'first';\n");
  write(
    "lib/outer.ts",
    "import { inner } from './inner.ts';\nexport const outer = () => 'outer of ' + inner;\n",
  );
  write(
    "fails.ts",
    "interface Gone {\n  a: number;\n}\nexport function fail(x: Gone | null): never {\n  throw new Error('from a file');\n}\n",
  );
  write("late.mts", "await null;\nexport const late: number = await Promise.resolve(7);\n");
  write("data.json", '{ "items": [1, 2] }');
  write("plain.js", "export const plain = (x) => x + 1;\n");
  write("old.cjs", "module.exports = { old: 'common' };\n");
  write("view.tsx", "export const view = <b>{1 + 1}</b>;\n");
  write(
    "where.ts",
    "export const where = [import.meta.dirname, __dirname, import.meta.url.endsWith('/where.ts')];\n",
  );
  write("a.ts", "import { b } from './b.ts';\nexport const a = 'a';\nexport const both = () => a + b;\n");
  write("b.ts", "import { a } from './a.ts';\nexport const b = 'b';\nexport const back = () => b + a;\n");
  write("counter.ts", "console.log('runs');\nexport let count = 0;\nexport const next = () => ++count;\n");
  writeFileSync(join(root, "shared", "above.ts"), "export const above = 'above';\n");
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(root, { recursive: true, force: true });
});

it.each([
  ["import { twice } from './twice.ts'; twice(1)", "2"],
  ["import { twice } from './twice'; twice(2)", "4"],
  ["import { twice } from './twice.js'; twice(3)", "6"],
  [
    "import word, { type Size } from './twice.ts'; const size: Size = { width: 1 }; [word, size.width]",
    "[ 'default', 1 ]",
  ],
  ["import * as all from './twice.ts'; Object.keys(all).sort()", "[ 'default', 'twice' ]"],
  ["(await import('./twice.ts')).twice(4)", "8"],
  ["const file = './tw' + 'ice.ts'; (await import(file)).twice(5)", "10"],
  ["import { outer } from './lib/outer.ts'; outer()", "'outer of first'"],
  ["import { above } from '../shared/above.ts'; above", "'above'"],
  ["import { late } from './late.mts'; late", "7"],
  ["(await import('./late.mjs')).late", "7"],
  ["import data from './data.json'; data.items.length", "2"],
  ["import again from './data.json' with { type: 'json' }; again.items[1] + 1", "3"],
  ["import { plain } from './plain.js'; plain(1)", "2"],
  ["import old from './old.cjs'; old.old", "'common'"],
  ["import { view } from './view.tsx'; await view.toHtml()", "'<b>2</b>'"],
  ["import { where } from './where.ts'; where", `[ '${folder}', '${folder}', true ]`],
  ["import { both } from './a.ts'; import { back } from './b.ts'; [both(), back()]", "[ 'ab', 'ba' ]"],
  ["require('./twice.ts').twice(6)", "12"],
])("%s", async (cell, expected) => {
  const answer = await kernel.execute(cell);
  expect(failureOf(answer)).toBe("");
  expect(resultOf(answer)).toBe(expected);
});

describe("a change", () => {
  it("is seen at the next import, in the file and in what it imports", async () => {
    write("lib/inner.ts", "export const inner = 'second, longer';\n");
    const cell = "import { outer } from './lib/outer.ts'; outer()";
    expect(resultOf(await kernel.execute(cell))).toBe("'outer of second, longer'");
    write("twice.ts", "export const twice = (x: number): string => 'twice ' + x;\n");
    expect(resultOf(await kernel.execute("import { twice } from './twice.ts'; twice(1).length"))).toBe("7");
    write("data.json", '{ "items": [1, 2, 3], "more": "x" }');
    expect(
      resultOf(await kernel.execute("import data from './data.json'; data.more + data.items.length")),
    ).toBe("'x3'");
  });

  it("runs nothing that has not changed", async () => {
    const cell = "import { count, next } from './counter.ts'; next()";
    const first = await kernel.execute(cell);
    const second = await kernel.execute(cell);
    expect([printedBy(first), printedBy(second)]).toEqual(["runs\n", ""]);
    expect([resultOf(first), resultOf(second)]).toEqual(["1", "2"]);
  });

  it("a file that comes later is found", async () => {
    const cell = "import { fresh } from './fresh.ts'; fresh";
    expect(failureOf(await kernel.execute(cell))).toContain("TS2307");
    write("fresh.ts", "export const fresh = 'here';\n");
    expect(resultOf(await kernel.execute(cell))).toBe("'here'");
  });
});

describe("a mistake in a file", () => {
  it("of types is told with file, line and column, and the cell does not run", async () => {
    write("wrong.ts", "export const right = 1;\nexport const wrong: number = 'text';\n");
    const answer = await kernel.execute("console.log('not run');\nimport { right } from './wrong.ts'; right");
    expect(answer.reply.content.traceback).toEqual([
      "wrong.ts 2:14 - TS2322: Type 'string' is not assignable to type 'number'.",
      "  export const wrong: number = 'text';",
      "               ~~~~~",
    ]);
    expect(printedBy(answer)).toBe("");
    write("wrong.ts", "export const right = 1;\nexport const wrong: number = 23;\n");
    expect(resultOf(await kernel.execute("import { wrong } from './wrong.ts'; wrong"))).toBe("23");
  });

  it("is told for files above the notebook, too, and concerns only cells that use them", async () => {
    writeFileSync(join(root, "shared", "above.ts"), "export const above: number = 'x';\n");
    const answer = await kernel.execute("import { above } from '../shared/above.ts'; above");
    expect(failureOf(answer)).toContain("../shared/above.ts 1:14 - TS2322");
    expect(resultOf(await kernel.execute("1 + 1"))).toBe("2");
  });

  it("at run time shows the file's own lines, then the cell's", async () => {
    const stack = failureOf(await kernel.execute("import { fail } from './fails.ts';\n\nfail(null)"));
    expect(stack).toMatch(/^Error: from a file\n {4}at fail \(fails\.ts:5:9\)\n {4}at Cell \[\d+\]:3:\d$/);
  });

  it("while it is loaded shows where, and the next cell can load it again", async () => {
    write("throws.ts", "\nthrow new TypeError('while loading');\nexport const x = 1;\n");
    const stack = failureOf(await kernel.execute("import { x } from './throws.ts'; x"));
    expect(stack).toMatch(/^TypeError: while loading\n.*throws\.ts:2:7/);
    write("throws.ts", "export const x = 'mended now';\n");
    expect(resultOf(await kernel.execute("import { x } from './throws.ts'; x"))).toBe("'mended now'");
  });
});

it("an interrupt ends a file that waits for ever", async () => {
  write("waits.ts", "console.log('waiting');\nawait new Promise(() => {});\nexport const never = 1;\n");
  const started = new Promise<void>((resolve) => {
    const stop = kernel.onMessage((_, { content }) => {
      if (content.text !== "waiting\n") return;
      stop();
      resolve();
    });
  });
  const cell = kernel.execute("import { never } from './waits.ts'; never");
  await started;
  await kernel.request("interrupt_request", {}, "control");
  expect((await cell).reply.content.ename).toBe("KeyboardInterrupt");
  expect(resultOf(await kernel.execute("'alive'"))).toBe("'alive'");
});
