import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel, typesOf } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

describe("results", () => {
  it("answers execute_input, execute_result and an execution count", async () => {
    const { reply, published } = await kernel.execute("6 * 7");
    expect(typesOf(published)).toEqual(["execute_input", "execute_result"]);
    expect(published[1].content.data["text/plain"]).toBe("42");
    expect(published[1].content.execution_count).toBe(reply.content.execution_count);
    expect(reply.content).toMatchObject({ status: "ok", payload: [], user_expressions: {} });
  });

  it("shows results as util.inspect does", async () => {
    expect(resultOf(await kernel.execute("({ a: [1, 'two'] })"))).toBe("{ a: [ 1, 'two' ] }");
  });

  it("shows no result for a statement, undefined or null", async () => {
    for (const code of ["const nothing = 1", "undefined", "null"]) {
      expect(resultOf(await kernel.execute(code))).toBeUndefined();
    }
  });

  it("asks a value for its own bundle, and waits for it", async () => {
    const { published } = await kernel.execute(
      `({ async [Symbol.for("Jupyter.display")]() { return { "text/html": "<b>hi</b>", "image/png": new Uint8Array([1, 2, 3]) } } })`,
    );
    const { data } = contentsOf(published, "execute_result")[0];
    expect(data["text/html"]).toBe("<b>hi</b>");
    expect(data["image/png"]).toBe("AQID");
    expect(data["text/plain"]).toContain("Jupyter.display");
  });

  it("keeps variables, re-declares them, and reads them in shorthand properties", async () => {
    await kernel.execute("const near = 1, far = 2");
    expect(resultOf(await kernel.execute("({ near, far })"))).toBe("{ near: 1, far: 2 }");
    await kernel.execute("const near = 'now a string'");
    expect(resultOf(await kernel.execute("near"))).toBe("'now a string'");
  });

  it("carries types of packages to later cells, whether the cell has imported them or not", async () => {
    await kernel.execute('import { inBatch, renderPlain, samplePlain, type RgbImage } from "vision-peel";');
    const painted = "renderPlain(samplePlain({ seed: 9_000_000 + i }), { width: 16, height: 16 }).photo";
    await kernel.execute(`const photos = Array.from({ length: 3 }, (_, i) => ${painted});`);
    const widths = "await inBatch(photos, async (one) => one.width + one.data.length)";
    expect(resultOf(await kernel.execute(`(${widths}).length`))).toBe("3");
    await kernel.execute("const scene = samplePlain({ seed: 1 });");
    const { reply } = await kernel.execute("scene.noSuchThing");
    expect(reply.content.evalue).toMatch(/'noSuchThing' does not exist on type 'PlainScene'/);
    await kernel.execute("const pending = Promise.resolve(photos[0]), byName = new Map([['a', photos]]);");
    expect(resultOf(await kernel.execute("byName.get('a')![0].width + (await pending).height"))).toBe("32");
  });

  it.each([
    ["await (Promise.resolve(3))", "3"],
    ["`$" + "{await Promise.resolve(4)}`", "'4'"],
    ["let sum = 0; for await (const x of [1, 2]) sum += x; sum", "3"],
    ["[await Promise.resolve(5)][0]", "5"],
  ])("awaits at top level: %s", async (code, expected) => {
    expect(resultOf(await kernel.execute(code))).toBe(expected);
  });

  it("compiles private members, using declarations and new library methods", async () => {
    const code =
      "class Box { #inside = 1; get inside() { return this.#inside } }\nnew Box().inside + [3, 1].toSorted()[0]";
    expect(resultOf(await kernel.execute(code))).toBe("2");
    const { reply } = await kernel.execute("using handle = { [Symbol.dispose]() {} }");
    expect(reply.content.status).toBe("ok");
  });

  it("keeps all names after a cell with a type that cannot be named", async () => {
    await kernel.execute("const before = 1; import { join } from 'node:path'");
    await kernel.execute(
      "const Hidden = class { private secret = 1; open() { return this.secret } }; const made = new Hidden()",
    );
    expect(resultOf(await kernel.execute("[before, made.open(), join('a', 'b')]"))).toBe("[ 1, 1, 'a/b' ]");
  });

  it("imports the project's packages, ES modules and Node's own, with types", async () => {
    expect(resultOf(await kernel.execute("import { mean } from 'mathjs'; mean([1, 2, 6])"))).toBe("3");
    expect(resultOf(await kernel.execute("import { join } from 'node:path'; join('a', 'b')"))).toBe("'a/b'");
    expect(
      resultOf(await kernel.execute("import { depthCode } from 'vision-peel'; depthCode().colourOf(0)")),
    ).toBe("[ 0, 0, 0 ]");
    expect(resultOf(await kernel.execute("(await import('mathjs')).max(1, 4)"))).toBe("4");
    const wrong = await kernel.execute("depthCode().colourOf('far')");
    expect(wrong.reply.content.evalue).toContain("TS2345");
  });

  it("evaluates user_expressions", async () => {
    const { reply } = await kernel.execute("const base = 20", {
      user_expressions: { twice: "base * 2", bad: "nope" },
    });
    expect(reply.content.user_expressions.twice.data["text/plain"]).toBe("40");
    expect(reply.content.user_expressions.bad.status).toBe("error");
  });

  it("publishes nothing and counts nothing when silent", async () => {
    const before = (await kernel.execute("1")).reply.content.execution_count;
    const { published } = await kernel.execute("console.log('unheard'); 2", { silent: true });
    expect(published).toEqual([]);
    expect((await kernel.execute("1")).reply.content.execution_count).toBe(before + 1);
  });
});

describe("streams", () => {
  it("delivers 20,000 lines, in order and before the reply", async () => {
    const answer = await kernel.execute("for (let i = 0; i < 20_000; i++) console.log(i)");
    expect(printedBy(answer)).toBe(Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""));
    expect(contentsOf(answer.published, "stream").length).toBeLessThan(1000);
  });

  it("tells stdout from stderr", async () => {
    const answer = await kernel.execute(
      "console.log('out'); console.error('err'); process.stdout.write('raw')",
    );
    expect(printedBy(answer)).toBe("out\nraw");
    expect(printedBy(answer, "stderr")).toBe("err\n");
  });

  it("sends late output to the cell that caused it", async () => {
    const late = nextMessage(kernel, ({ content }) => content.text === "late\n");
    const { reply } = await kernel.execute("setTimeout(() => console.log('late'), 100)");
    await kernel.execute("console.log('another cell')");
    expect((await late).parent_header.msg_id).toBe(reply.parent_header.msg_id);
  });
});

describe("errors", () => {
  it("reports name, message and the line of the cell", async () => {
    const code =
      "interface Unused { a: number }\n\nfunction fail(): never {\n  throw new TypeError('boom');\n}\nfail()";
    const { reply, published } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: "error", ename: "TypeError", evalue: "boom" });
    const [error] = contentsOf(published, "error");
    expect(error.traceback[0]).toBe("TypeError: boom");
    expect(error.traceback[1]).toMatch(/fail .*Cell \[\d+\]:4:9/);
    expect(error.traceback[2]).toMatch(/Cell \[\d+\]:6:1/);
    expect(error.traceback.join("\n")).not.toMatch(/tslab|node:vm|kernel-ext/);
  });

  it("shows what does not compile, with code, line and column, and runs nothing of it", async () => {
    const { reply } = await kernel.execute("console.log('not run')\nconst n: number = 'x'");
    expect(reply.content.ename).toBe("TypeScriptError");
    expect(reply.content.traceback).toEqual([
      "2:7 - TS2322: Type 'string' is not assignable to type 'number'.",
      "  const n: number = 'x'",
      "        ~",
    ]);
  });

  it("aborts what was sent together with a failing cell, and runs what comes after its reply", async () => {
    const failing = kernel.execute("throw new Error('first')");
    const queued = kernel.execute("'second'");
    expect((await failing).reply.content.status).toBe("error");
    const next = kernel.execute("'third'");
    expect((await queued).reply.content.status).toBe("aborted");
    expect((await next).reply.content.status).toBe("ok");
  });

  it("goes on when stop_on_error is false", async () => {
    const failing = kernel.execute("throw 1", { stop_on_error: false });
    const queued = kernel.execute("'second'");
    expect((await failing).reply.content.evalue).toBe("1");
    expect((await queued).reply.content.status).toBe("ok");
  });

  it("survives errors in timers, rejected promises, process.exit and endless recursion", async () => {
    const uncaught = nextMessage(kernel, ({ content }) => String(content.text).includes("in a timer"));
    await kernel.execute("setTimeout(() => { throw new Error('in a timer') }, 10)");
    expect((await uncaught).content.name).toBe("stderr");
    const rejected = nextMessage(kernel, ({ content }) => String(content.text).includes("nobody waits"));
    await kernel.execute("void Promise.reject(new Error('nobody waits'))");
    await rejected;
    expect((await kernel.execute("process.exit(3)")).reply.content.ename).toBe("KernelError");
    const recursion = await kernel.execute("function deeper(): number { return deeper() }\ndeeper()");
    expect(recursion.reply.content.ename).toBe("RangeError");
    expect(resultOf(await kernel.execute("'alive'"))).toBe("'alive'");
  });

  it.each([
    { user_expressions: null },
    { user_expressions: { bad: "({ [Symbol.for('Jupyter.display')]() { throw new Error('no') } })" } },
    { user_expressions: { big: "({ [Symbol.for('Jupyter.display')]: () => ({ 'a/json': 1n }) })" } },
    { code: 5 },
    { code: null, allow_stdin: "x", silent: "no" },
  ])("is not stopped by an odd request: %j", async (content) => {
    const { reply } = await kernel.request("execute_request", { code: "1", ...content });
    expect(reply.content.status).toBe("ok");
    expect(resultOf(await kernel.execute("'alive'"))).toBe("'alive'");
  });

  it("answers a request that it cannot read", async () => {
    expect((await kernel.request("complete_request", {})).reply.content.status).toBe("error");
  });
});
