/** TypeScript as people write it: each row is a cell, or several that follow each other, and the last one's result. */
import { rmSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

type Row = [about: string, cells: string[], result: unknown];
const rows: Row[] = [
  // export
  ["export const", ["export const a1 = 1; a1", "a1 + 1"], "2"],
  ["export function", ["export function f1() { return 2 }\nf1()"], "2"],
  ["export async function", ["export async function f2() { return 2 }\nawait f2()"], "2"],
  ["export class", ["export class C1 { x = 3 }", "new C1().x"], "3"],
  [
    "export abstract class",
    ["export abstract class Base1 { abstract x: number }\nclass D1 extends Base1 { x = 4 }\nnew D1().x"],
    "4",
  ],
  [
    "export interface and type",
    ["export interface I1 { a: number }\nexport type T1 = I1['a']", "const t1: T1 = 5; t1"],
    "5",
  ],
  ["export enum", ["export enum E1 { A = 6 }", "E1.A"], "6"],
  ["export const enum", ["export const enum E2 { A = 7 }\nE2.A", "E2.A"], "7"],
  ["export namespace", ["export namespace N1 { export const x = 8 }", "N1.x"], "8"],
  ["export default expression", ["export default 9 + 1"], "10"],
  ["export default function", ["export default function main1() { return 11 }\nmain1()"], "11"],
  ["export default class without a name", ["export default class {}"], "[class (anonymous)]"],
  ["export list", ["const b1 = 12\nexport { b1, b1 as other }\nb1"], "12"],
  ["export from", ["export { join as joined } from 'node:path'\njoined('a', 'b')"], "'a/b'"],
  ["export namespace from", ["export * as path1 from 'node:path'\npath1.basename('/x/y')"], "'y'"],
  ["export in a string stays", ["'export const x'"], "'export const x'"],
  // import
  [
    "import type",
    ["import type { Stats } from 'node:fs'\nconst s1: Stats | undefined = undefined; s1 === undefined"],
    "true",
  ],
  [
    "import { type }",
    ["import { type ParsedPath, parse } from 'node:path'\nconst p1: ParsedPath = parse('/a/b.c'); p1.ext"],
    "'.c'",
  ],
  ["import x = require()", ["import path2 = require('node:path')\npath2.extname('a.b')"], "'.b'"],
  [
    "import x = require() in a later cell",
    ["import path3 = require('node:path')", "0", "path3.extname('a.c')"],
    "'.c'",
  ],
  ["import default", ["import os1 from 'node:os'\ntypeof os1.cpus"], "'function'"],
  [
    "import namespace in a later cell",
    ["import * as url1 from 'node:url'", "0", "typeof url1.fileURLToPath"],
    "'function'",
  ],
  ["import()", ["const { sep: sep1 } = await import('node:path'); sep1"], "'/'"],
  [
    "import() of a name that is computed",
    ["const which = 'node:' + 'path'; (await import(which)).sep"],
    "'/'",
  ],
  ["require", ["const { posix } = require('node:path'); posix.sep"], "'/'"],
  // what a module knows of itself
  ["import.meta.dirname", ["import.meta.dirname"], `'${folder}'`],
  ["import.meta.url", ["new URL('./x.png', import.meta.url).pathname"], `'${folder}/x.png'`],
  ["import.meta.filename", ["import.meta.filename.startsWith(__dirname)"], "true"],
  [
    "import.meta in a function of an earlier cell",
    ["const here1 = () => import.meta.dirname", "here1()"],
    `'${folder}'`,
  ],
  ["__dirname", ["__dirname"], `'${folder}'`],
  ["__dirname of one's own", ["const __filename = 'mine'; __filename"], "'mine'"],
  // await
  ["await in an expression", ["1 + (await Promise.resolve(1))"], "2"],
  [
    "await in a call, an array and an object",
    ["[await 1, { x: await 2 }, Math.max(await 3, 0)]"],
    "[ 1, { x: 2 }, 3 ]",
  ],
  ["await in a template", ["`$" + "{await 4}`"], "'4'"],
  ["await in a condition", ["if (await true) console.log('in'); (await false) ? 1 : 2"], "2"],
  ["await in a default", ["const { d1 = await 5 } = {} as { d1?: number }; d1"], "5"],
  [
    "await in a class's computed name",
    ["class K1 { [await 'm']() { return 6 } }\n(new K1() as unknown as { m(): number }).m()"],
    "6",
  ],
  [
    "await in try, catch and finally",
    [
      "let trace1 = ''; try { await Promise.reject(1) } catch { trace1 += await 'c' } finally { trace1 += await 'f' }; trace1",
    ],
    "'cf'",
  ],
  [
    "await in a loop's head",
    ["let sum1 = 0; for (let i = await 0; i < (await 3); i += await 1) sum1 += i; sum1"],
    "3",
  ],
  ["await in a switch", ["switch (await 2) { case await 2: console.log('two') }\n'done'"], "'done'"],
  ["for await", ["let sum2 = 0; for await (const x of [1, 2]) sum2 += x; sum2"], "3"],
  ["await behind an arrow's body", ["const g1 = async () => await 7; await g1()"], "7"],
  // using
  [
    "using",
    [
      "const log1: string[] = []; { using h = { [Symbol.dispose]: () => log1.push('freed') }; log1.push('used') }\nlog1",
    ],
    "[ 'used', 'freed' ]",
  ],
  [
    "await using",
    [
      "const log2: string[] = []; { await using h = { [Symbol.asyncDispose]: async () => { log2.push('freed') } } }\nlog2",
    ],
    "[ 'freed' ]",
  ],
  // declaring again
  ["the same name, another type", ["const again = 1", "const again = 'x'", "again.toUpperCase()"], "'X'"],
  [
    "a class, then a function",
    ["class Thing { a = 1 }", "function Thing() { return 'fn' }", "Thing()"],
    "'fn'",
  ],
  [
    "an interface, then another",
    [
      "interface Shape1 { a: number }",
      "interface Shape1 { b: string }",
      "const sh: Shape1 = { b: 'only b' }; sh.b",
    ],
    "'only b'",
  ],
  [
    "an import, then a variable",
    ["import { sep as again2 } from 'node:path'", "const again2 = 2", "again2 + 1"],
    "3",
  ],
  ["a variable of an earlier cell is assigned", ["let n1 = 1", "n1 += 2", "n1"], "3"],
  [
    "destructuring into earlier variables",
    ["let q1 = 1, q2 = 2", ";[q1, q2] = [q2, q1]; [q1, q2]"],
    "[ 2, 1 ]",
  ],
  // what cannot be named
  [
    "a class expression with private members",
    [
      "const make1 = () => class { private secret = 1; open() { return this.secret } }; const Made1 = make1()",
      "new Made1().open()",
    ],
    "1",
  ],
  [
    "a unique symbol",
    ["const key1: unique symbol = Symbol('k'); const obj1 = { [key1]: 1 }", "obj1[key1]"],
    "1",
  ],
  [
    "#private",
    [
      "class P1 { #x = 2; get x() { return this.#x }; static #count = 0; static next() { return ++P1.#count } }",
      "[new P1().x, P1.next()]",
    ],
    "[ 2, 1 ]",
  ],
  // kinds of declarations
  ["declare global", ["declare global { var shared1: number }\nglobalThis.shared1 = 13; shared1"], "13"],
  [
    "declare global, two cells on",
    ["declare global { var shared2: number }\nglobalThis.shared2 = 14", "0", "0", "shared2"],
    "14",
  ],
  [
    "namespace",
    [
      "namespace N2 { export const x = 15; export namespace Deep { export const y = 16 } }",
      "[N2.x, N2.Deep.y]",
    ],
    "[ 15, 16 ]",
  ],
  ["enum with strings", ["enum Colour { Red = 'r' }", "Colour.Red"], "'r'"],
  [
    "decorators",
    [
      "function twice(_: unknown, context: ClassMethodDecoratorContext) { return function (this: unknown) { return String(context.name) } }\nclass Dec { @twice m(): string { return 'x' } }\nnew Dec().m()",
    ],
    "'m'",
  ],
  [
    "overloads",
    [
      "function o1(x: string): string; function o1(x: number): number; function o1(x: unknown) { return x }",
      "o1(1) + 1",
    ],
    "2",
  ],
  [
    "abstract, satisfies, as const",
    ["const cfg = { a: 1 } as const satisfies Record<string, number>; cfg.a"],
    "1",
  ],
  ["generators", ["function* gen1() { yield 1; yield 2 }\n[...gen1()]"], "[ 1, 2 ]"],
  ["accessor", ["class A1 { accessor x = 17 }\nnew A1().x"], "17"],
  ["static block", ["class S1 { static v = 0; static { S1.v = 18 } }\nS1.v"], "18"],
  [
    "label, regular expression, bigint",
    ["outer: for (;;) { break outer }\n[/a(?<n>b)/.exec('ab')?.groups?.n, 2n ** 64n]"],
    "[ 'b', 18446744073709551616n ]",
  ],
  // types of earlier cells
  [
    "a property of an earlier type",
    [
      "interface Pair1 { left: number; right: number }\nconst pair1: Pair1 = { left: 1, right: 2 }",
      "const { left: l1, right } = pair1; [l1, right]",
    ],
    "[ 1, 2 ]",
  ],
  ["assigning to such a property", ["let l2 = 0; ({ left: l2 } = pair1); l2"], "1"],
  [
    "a method of an earlier class",
    [
      "class Stack1 { items: number[] = []; push(x: number) { this.items.push(x); return this } }",
      "class Deep1 extends Stack1 { override push(x: number) { return super.push(2 * x) } }\nnew Deep1().push(2).items",
    ],
    "[ 4 ]",
  ],
  [
    "an object of an earlier type",
    ["const pair2: Pair1 = { left: 3, right: 4 }; pair2"],
    "{ left: 3, right: 4 }",
  ],
  [
    "a generic of an earlier cell",
    ["const map1 = <K extends string>(k: K) => ({ [k]: 1 }) as Record<K, number>", "map1('a').a"],
    "1",
  ],
  [
    "typeof and keyof of an earlier value",
    ["type Keys1 = keyof typeof pair1; const k1: Keys1 = 'left'; pair1[k1]"],
    "1",
  ],
  // angle brackets
  ["an old assertion", ["const any1 = <any>'x'; any1"], "'x'"],
  ["a generic arrow function", ["const id1 = <T>(x: T) => x; id1(19)"], "19"],
  ["a generic arrow function with a comma", ["const id2 = <T,>(x: T) => x; id2(20)"], "20"],
  ["a comparison", ["const lt = 1; lt < 2 && lt > 0"], "true"],
  ["an instantiation", ["const mk = Map<string, number>; new mk([['a', 1]]).size"], "1"],
];

it.each(rows)("%s", async (_, cells, expected) => {
  const answers = [];
  for (const cell of cells) {
    const answer = await kernel.execute(cell);
    expect(answer.reply.content.traceback?.join("\n")).toBeUndefined();
    answers.push(answer);
  }
  const last = answers[answers.length - 1];
  expect(resultOf(last)).toBe(expected);
});

it("does not take the comments of tslab's modules for orders", async () => {
  expect(resultOf(await kernel.execute("/** @module helper */\n21"))).toBe("21");
  expect(resultOf(await kernel.execute("/** @browser */\n22"))).toBe("22");
});
