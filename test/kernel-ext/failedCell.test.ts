/** What cells leave behind that throw or are interrupted. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { declarationsReached } from "../../kernel-ext/engine/failedCell.js";
import { contentsOf, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());
const value = async (expression: string) => resultOf(await kernel.execute(expression));
const failure = async (code: string) =>
  contentsOf((await kernel.execute(code)).published, "error")[0]?.evalue;

it("keeps what a cell had reached before it threw, and nothing else", async () => {
  expect(
    await failure(
      'const a1 = 1, b1: string = "b"; function f1() { return a1 } if (a1) throw new Error("late"); const c1 = 3',
    ),
  ).toBe("late");
  expect(await value("[a1, b1, f1()]")).toBe("[ 1, 'b', 1 ]");
  expect(await failure("c1")).toMatch(/Cannot find name 'c1'/);
  expect(await failure("b1 = 3")).toMatch(/TS2588|TS2322/);
});

it("leaves earlier names that it would have declared anew as they were, with their types", async () => {
  await kernel.execute('const x2 = 5; class K2 { k = "old" } let y2 = "y"');
  expect(
    await failure('if (x2) throw new Error("early"); const x2b = 1; class K2 { n = 1 }; const y2 = 2'),
  ).toBe("early");
  expect(await value("[x2.toFixed(1), new K2().k.length, y2.length]")).toBe("[ '5.0', 3, 1 ]");
  expect(await failure("throw new Error('a'); const x2 = 'text', z2 = 1")).toBe("a");
  expect(await value("x2.toFixed(1)")).toBe("'5.0'");
});

it("keeps them through awaits, and after an interrupt", async () => {
  expect(
    await failure(
      "const d3 = await Promise.resolve({ e: 1 }); await Promise.reject(new Error('r')); const g3 = 1",
    ),
  ).toBe("r");
  expect(await value("d3.e")).toBe("1");
  const running = kernel.execute("let n4 = 0; const m4 = [1]; while (true) n4++");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await kernel.interrupt();
  await running;
  expect(await value("n4 > 0 && m4.length")).toBe("1");
});

it("types, imports and destructured names too", async () => {
  expect(
    await failure(
      'import { join as join5 } from "node:path"; interface I5 { p: number } const { p: p5, q: [q5] } = { p: 1, q: [2] }; JSON.parse("{"); const r5 = 1',
    ),
  ).toMatch(/JSON|property name/);
  expect(await value('const i5: I5 = { p: p5 + q5 }; join5("a", String(i5.p))')).toBe("'a/3'");
});

it("aborted cells carry no number, as if they had not run", async () => {
  const [failed, aborted] = await Promise.all([kernel.execute("throw new Error('x')"), kernel.execute("1")]);
  expect(failed.reply.content.status).toBe("error");
  expect(aborted.reply.content).toEqual({ status: "aborted" });
});

it("declarations are parted name by name", () => {
  const before = "declare const a: number, b: string;\ndeclare class K {\n}\n";
  const after =
    "declare const b: boolean, c: number;\ninterface T {\n}\ndeclare class K {\n    n: number;\n}\ndeclare const a: number;\n";
  const text = declarationsReached(before, after, new Set(["b", "K"]));
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  expect(lines).toEqual([
    "declare const c: number;",
    "interface T {",
    "}",
    "declare const a: number;",
    "declare const b: string;",
    "declare class K {",
    "}",
  ]);
  expect(declarationsReached(before, after, new Set())).toBe(after);
});
