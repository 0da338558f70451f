/** Tracebacks in ANSI's colours, and results without. */
import { stripVTControlCharacters } from "node:util";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nextMessage, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ env: { NO_COLOR: "" } });
});
afterAll(() => kernel.shutdown());

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const cyan = (text: string) => `\x1b[36m${text}\x1b[39m`;
const gray = (text: string) => `\x1b[90m${text}\x1b[39m`;
const tracebackOf = async (cell: string): Promise<string[]> =>
  (await kernel.execute(cell)).reply.content.traceback;

it("colours names of errors, places and what does not compile", async () => {
  const thrown = "function f() { throw new RangeError('no: 1:2', { cause: new Error('why') }) }\nf()";
  const [head, first, second, cause] = await tracebackOf(thrown);
  expect(head).toBe(`${red("RangeError")}: no: 1:2`);
  expect(first).toBe(`${gray("    at f (")}${cyan("Cell [1]:1:22")}${gray(")")}`);
  expect(second).toBe(`${gray("    at ")}${cyan("Cell [1]:2:1")}`);
  expect(cause.split("\n")[0]).toBe(`Caused by ${red("Error")}: why`);
  expect(await tracebackOf("const n: number = 'x'")).toEqual([
    `${cyan("1:7")} - ${red("TS2322")}: Type 'string' is not assignable to type 'number'.`,
    "  const n: number = 'x'",
    `        ${red("~")}`,
  ]);
});

it("colours late errors, and neither results nor what is printed", async () => {
  const late = nextMessage(kernel, ({ content }) => content.name === "stderr");
  await kernel.execute("setTimeout(() => { throw new TypeError('late') }, 1)");
  expect((await late).content.text.split("\n")[0]).toBe(`Uncaught ${red("TypeError")}: late`);
  expect(resultOf(await kernel.execute("({ a: 1 })"))).toBe("{ a: 1 }");
  const { ename, evalue } = (await kernel.execute("throw new TypeError('plain')")).reply.content;
  expect([ename, evalue]).toEqual(["TypeError", "plain"]);
});

it("has none where NO_COLOR is set", async () => {
  await kernel.execute("process.env.NO_COLOR = '1'");
  const traceback = await tracebackOf("throw new Error('x')");
  expect(traceback).toEqual(traceback.map(stripVTControlCharacters));
});
