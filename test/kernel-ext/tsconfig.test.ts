/** The tsconfig.json of the notebook's folder. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, printedBy, resultOf, startKernel } from "./kernel.js";

const root = emptyFolder();
const folder = join(root, "deep", "notebooks");
let kernel: KernelClient;

const configure = (text: string | object, at = root) =>
  writeFileSync(join(at, "tsconfig.json"), typeof text === "string" ? text : JSON.stringify(text));
const faultOf = async (cell: string): Promise<string> =>
  (await kernel.execute(cell)).reply.content.evalue ?? "";

beforeAll(async () => {
  mkdirSync(join(root, "src"), { recursive: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, "src", "tool.ts"), "export const tool = (x: number) => x + 1;\n");
  writeFileSync(
    join(root, "base.json"),
    JSON.stringify({ compilerOptions: { strict: true, paths: { "@/*": ["./src/*"] } } }),
  );
  configure(
    '{\n  // comments are fine\n  "extends": "./base.json",\n  "compilerOptions": { "noUncheckedIndexedAccess": true },\n}',
  );
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(root, { recursive: true, force: true });
});

it("is found from the folder upward, with what it extends", async () => {
  expect(await faultOf("const f = (x) => x")).toContain("TS7006");
  expect(await faultOf("const n: number = null")).toContain("TS2322");
  expect(await faultOf("const one: number = [1][0]")).toContain("TS2322");
});

it("leads paths to local files, for types and at run time", async () => {
  expect(resultOf(await kernel.execute("import { tool } from '@/tool'; tool(1)"))).toBe("2");
  expect(await faultOf("import { tool } from '@/tool'; tool('x')")).toContain("TS2345");
});

it("is read again when it changes, and cells keep their names", async () => {
  await kernel.execute("const before = 41");
  configure({ compilerOptions: { lib: ["es2022", "dom"], strict: false } });
  expect(resultOf(await kernel.execute("const f = (x) => x; f(before) + 1"))).toBe("42");
  expect(resultOf(await kernel.execute("typeof (null as unknown as HTMLElement)"))).toBe("'object'");
});

it("one nearer to the notebook goes first", async () => {
  configure({ compilerOptions: { strict: true } }, folder);
  expect(await faultOf("const g = (x) => x")).toContain("TS7006");
  rmSync(join(folder, "tsconfig.json"));
  expect(await faultOf("const g = (x) => x")).toBe("");
});

it("cannot ask for what a kernel cannot do", async () => {
  configure({
    files: [],
    compilerOptions: {
      target: "es5",
      module: "commonjs",
      moduleResolution: "node10",
      ignoreDeprecations: "5.0",
      noEmit: true,
      outDir: "out",
      rootDir: "src",
      composite: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      types: [],
      declaration: false,
      removeComments: true,
      sourceMap: true,
      importHelpers: true,
      noLib: true,
      isolatedDeclarations: true,
      emitDeclarationOnly: true,
    },
  });
  expect(
    resultOf(
      await kernel.execute(
        "import { sep } from 'node:path'; const spread = [...new Set([1, 2])]; (unused: number) => 1; await null; [sep, spread]",
      ),
    ),
  ).toBe("[ '/', [ 1, 2 ] ]");
  expect(resultOf(await kernel.execute("class A { #x = 1; get x() { return this.#x } }\nnew A().x"))).toBe(
    "1",
  );
});

it("a broken one is told once, and cells run on", async () => {
  configure('{ "compilerOptions": { "strict": "yes", "nope": 1 ');
  const first = await kernel.execute("1 + 1");
  expect(resultOf(first)).toBe("2");
  expect(printedBy(first, "stderr")).toMatch(/^\.\.\/\.\.\/tsconfig\.json 1:\d+ - TS\d+: /);
  expect(printedBy(await kernel.execute("2 + 2"), "stderr")).toBe("");
  configure('{ "extends": "./nowhere.json" }');
  const missing = await kernel.execute("3 + 3");
  expect([resultOf(missing), printedBy(missing, "stderr")]).toEqual([
    "6",
    expect.stringContaining("nowhere.json"),
  ]);
});

it("without one, types describe what this version of Node has, and no more", async () => {
  const other = await startKernel({ cwd: emptyFolder() });
  const known = async (code: string) => (await other.execute(code)).reply.content.status === "ok";
  const newer: [code: string, isThere: boolean][] = [
    ["new Set([1]).union(new Set([2]))", "union" in Set.prototype],
    ["Object.groupBy([1, 2], (n) => n % 2)", "groupBy" in Object],
    ["Promise.withResolvers<number>()", "withResolvers" in Promise],
    ["'a'.isWellFormed()", "isWellFormed" in String.prototype],
    ["[3, 1].toSorted()", true],
  ];
  for (const [code, isThere] of newer) expect([code, await known(code)]).toEqual([code, isThere]);
  await other.shutdown();
});
