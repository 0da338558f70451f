/** What a later cell declares anew is what earlier functions and callbacks use, as in ipykernel. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

/** Runs cells one after another; gives the last one's result, or the error of whichever failed. */
async function run(...cells: string[]): Promise<unknown> {
  for (const cell of cells.slice(0, -1)) {
    const [error] = contentsOf((await kernel.execute(cell)).published, "error");
    if (error) return `${error.ename}: ${error.evalue}`;
  }
  const last = await kernel.execute(cells.at(-1) as string);
  const [error] = contentsOf(last.published, "error");
  return error ? `${error.ename}: ${error.evalue}` : resultOf(last);
}

type Row = [about: string, cells: string[], result: unknown];
describe("a name that is declared anew", () => {
  it.each<Row>([
    [
      "a function that another calls",
      [
        "function g1(x: number) { return h1(x) } function h1(x: number) { return x + 1 } g1(1)",
        "function h1(x: number) { return x + 100 } g1(1)",
      ],
      "101",
    ],
    [
      "a constant function in a callback",
      [
        "const show2 = (v: number) => v * 2; const call2 = () => show2(4); call2()",
        "const show2 = (v: number) => v * 1000; call2()",
      ],
      "4000",
    ],
    [
      "a counter",
      ["let c3 = 0; const inc3 = () => ++c3; inc3(); inc3()", "c3 = 10; [inc3(), c3]"],
      "[ 11, 11 ]",
    ],
    [
      "a counter that is declared anew",
      ["let c4 = 0; const inc4 = () => ++c4; inc4()", "let c4 = 20; inc4(); c4"],
      "21",
    ],
    [
      "an object",
      ["const cfg5 = { k: 3 }; const use5 = () => cfg5.k; use5()", "const cfg5 = { k: 7 }; use5()"],
      "7",
    ],
    [
      "a class",
      ["class A6 { x = 1 } const make6 = () => new A6().x; make6()", "class A6 { x = 2 } make6()"],
      "2",
    ],
    ["an enum", ["enum E7 { a = 1 } const e7 = () => E7.a; e7()", "enum E7 { a = 9 } e7()"], "9"],
    [
      "what was taken apart",
      [
        "const { a8, b: [b8] } = { a8: 1, b: [2] }; const s8 = () => a8 + b8; s8()",
        "const a8 = 10, b8 = 20; s8()",
      ],
      "30",
    ],
    ["in shorthand", ["const a9 = 1; const o9 = () => ({ a9 }); o9().a9", "const a9 = 5; o9()"], "{ a9: 5 }"],
    [
      "in JSX",
      [
        "const Row10 = () => <b>old</b>; const all10 = () => <p><Row10 /></p>; all10()",
        "const Row10 = () => <i>new</i>; all10()",
      ],
      "<p><i>new</i></p>",
    ],
    [
      "through a tag",
      [
        "const t11 = (s: TemplateStringsArray) => s[0]; const f11 = () => t11`x`; f11()",
        "const t11 = (s: TemplateStringsArray) => s[0] + '!'; f11()",
      ],
      "'x!'",
    ],
    [
      "in a method, and in a property",
      [
        "const n12 = 1; class C12 { p = n12; m() { return n12 } } 0",
        "const n12 = 2; const o12 = new C12(); [o12.p, o12.m()]",
      ],
      "[ 2, 2 ]",
    ],
    [
      "in a timer that goes on",
      [
        "let n13 = 1, seen13 = 0; const stop13 = setInterval(() => { seen13 = n13 }, 5); 0",
        "n13 = 4; await new Promise((r) => setTimeout(r, 60)); clearInterval(stop13); seen13",
      ],
      "4",
    ],
    [
      "a function within itself stays the same",
      [
        "function f14(n: number): string { return n ? f14(n - 1) : 'old' } const g14 = f14; g14(1)",
        "function f14(n: number): string { return 'new' } [g14(1), f14(1)]",
      ],
      "[ 'old', 'new' ]",
    ],
    [
      "recursion before anything changes",
      ["const fib15 = (n: number): number => n < 2 ? n : fib15(n - 1) + fib15(n - 2); fib15(15)"],
      "610",
    ],
    [
      "a variable without a value",
      [
        "var u16: number | undefined = 3; const r16 = () => u16; r16()",
        "let u16: number | undefined; String(r16())",
      ],
      "'undefined'",
    ],
    [
      "a parameter of the same name stays",
      ["const x17 = 1; const f17 = (x17: number) => x17; 0", "const x17 = 9; f17(3)"],
      "3",
    ],
    [
      "a local of the same name stays",
      ["const x18 = 1; function f18() { const x18 = 2; return x18 } 0", "const x18 = 9; f18()"],
      "2",
    ],
    [
      "a default of a parameter",
      ["const d19 = 1; const f19 = (x = d19) => x; f19()", "const d19 = 6; f19()"],
      "6",
    ],
  ])("%s", async (_, cells, result) => {
    expect(await run(...cells)).toBe(result);
  });
});

describe("within one cell", () => {
  it.each<Row>([
    [
      "a function changes what stands outside",
      ["let a20 = 1; const set20 = () => { a20 = 5 }; set20(); a20 + 1"],
      "6",
    ],
    [
      "what stands outside changes what a function sees",
      ["let a21 = 1; const get21 = () => a21; a21 = 7; get21()"],
      "7",
    ],
    [
      "a loop's variable",
      [
        "const fs22: (() => number)[] = []; for (var i22 = 0; i22 < 3; i22++) fs22.push(() => i22); fs22.map((f) => f())",
      ],
      "[ 3, 3, 3 ]",
    ],
    [
      "a loop's own variable",
      [
        "const fs23: (() => number)[] = []; for (let i = 0; i < 3; i++) fs23.push(() => i); fs23.map((f) => f())",
      ],
      "[ 0, 1, 2 ]",
    ],
    [
      "assigned by pattern",
      [
        "let a24 = 1, b24 = 2; const swap24 = () => { [a24, b24] = [b24, a24] }; swap24(); ({ a24, b24 } = { a24: a24 * 10, b24 }); [a24, b24]",
      ],
      "[ 20, 1 ]",
    ],
    [
      "private members, also static ones",
      [
        "class P25 { static #n = 0; #v = ++P25.#n; static of() { return new P25().#v } static more() { return ++P25.#n } } P25.more(); P25.of()",
      ],
      "2",
    ],
    [
      "a function that is called before it stands there",
      ["const early26 = f26(); function f26() { return g26() } function g26() { return 3 } early26"],
      "3",
    ],
    [
      "without this",
      [
        "'use strict'; function f27(this: unknown) { return this === undefined } const g27 = () => f27.call(undefined) && (() => f27())(); g27()",
      ],
      "true",
    ],
    ["types of a value", ["const v28 = { n: 1 }; const f28 = (): typeof v28 => ({ n: 2 }); f28().n"], "2"],
    [
      "a namespace",
      [
        "namespace N29 { export let n = 1; export const up = () => ++n } const up29 = () => N29.up(); up29(); N29.n",
      ],
      "2",
    ],
  ])("%s", async (_, cells, result) => {
    expect(await run(...cells)).toBe(result);
  });

  it.each<Row>([
    [
      "a parameter",
      [
        "let rate33 = 2; const f33 = (exports: { price: number }) => exports.price * rate33; f33({ price: 10 })",
      ],
      "20",
    ],
    [
      "an object that is passed",
      ["let t34 = 0; function add34(exports: object) { t34 += 5; return exports } [add34({}), t34]"],
      "[ {}, 5 ]",
    ],
    [
      "a loop's constant",
      [
        "let fee35 = 3; function f35() { for (const exports of [{ fee35: 100 }]) return fee35 + exports.fee35 } f35()",
      ],
      "103",
    ],
    [
      "taken apart, and seen by a later cell",
      ["const { exports } = { exports: { a: 1 } }; exports.a", "exports.a + 1"],
      "2",
    ],
    ["in shorthand", ["const f36 = (require: number) => ({ require }); f36(3)"], "{ require: 3 }"],
    [
      "a parameter that is taken apart",
      ["const f37 = ({ exports = 4 }: { exports?: number }) => exports; f37({})"],
      "4",
    ],
    ["in a list", ["const f38 = ([exports]: number[]) => exports; f38([5])"], "5"],
  ])("has names of its own that the code around it needs: %s", async (_, cells, result) => {
    expect(await run(...cells)).toBe(result);
  });

  it.each([
    [
      "function Z39(this: { x?: number }) { if (!new.target) return 'called'; this.x = 1 } String(Z39.call({}))",
      "'called'",
    ],
    ["function* gen40() { for (let i = 0; i < 3; i++) yield i } [...gen40()]", "[ 0, 1, 2 ]"],
    [
      "import vm from 'node:vm'; const sum41 = () => { let t = 0; for (let i = 0; i < 10; i++) t += i; return t }; vm.runInNewContext(`(${sum41})()`)",
      "45",
    ],
    [
      "function fib42(n: number): number { return n < 2 ? n : fib42(n - 1) + fib42(n - 2) }; vm.runInNewContext(`${fib42}; fib42(10)`)",
      "55",
    ],
  ])("runs %j, elsewhere too", async (cell, result) => {
    expect(await run(cell)).toBe(result);
  });

  it("is called without `this` in a later cell, too", async () => {
    expect(await run("function f30(this: unknown) { return this === undefined } 0", "f30()")).toBe("true");
  });
});

it("keeps the old value for callbacks until a cell that is run again comes to the new one", async () => {
  await run("const m31 = await Promise.resolve('first'); const use31 = () => m31; 0");
  const again = "const seen31 = use31(); const m31 = await Promise.resolve('second'); [seen31, use31()]";
  expect(await run(again)).toBe("[ 'first', 'second' ]");
});

it("goes on with the old ones where the new cell fails before it comes to them", async () => {
  await run("const a32 = 1; const use32 = () => a32; 0");
  expect(await run("if (Date.now()) throw new Error('early'); const a32 = 'two'")).toBe("Error: early");
  expect(await run("[use32(), a32.toFixed(1)]")).toBe("[ 1, '1.0' ]");
});

it.each([
  ["let cfg50: any = {}; 0", "cfg50.go()", "TypeError: cfg50.go is not a function"],
  ["let no51: any; 0", "no51()", "TypeError: no51 is not a function"],
  ["let no52: any; 0", "new no52()", "TypeError: no52 is not a constructor"],
])("tells mistakes in the cell's words: %s", async (before, cell, told) => {
  expect(await run(before, cell)).toBe(told);
});

it("leaves an import that a later cell declares anew to it", async () => {
  expect(await run("import { join } from 'node:path'; join('a', 'b')", "const join = 3; join")).toBe("3");
  expect(await run("join + 1")).toBe("4");
});
