/** Output that is captured, also later, and functions that run again when a control is moved. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel, typesOf } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute('import * as w from "@vision-peel/kernel"');
});
afterAll(() => kernel.shutdown());

const value = async (code: string) => {
  const answer = await kernel.execute(code);
  if (answer.reply.content.status !== "ok") throw new Error(answer.reply.content.evalue);
  return resultOf(answer);
};

describe("Output", () => {
  it("captures prints, displays and what comes later, and the cell shows none of it", async () => {
    const answer = await kernel.execute(`
      const out = new w.Output();
      out.capture(async () => {
        console.log("one"); console.log("two");
        await w.display(w.html\`<b>shown</b>\`);
        setTimeout(() => console.error("late"), 50);
      });
      console.log("in the cell")`);
    expect(printedBy(answer)).toBe("in the cell\n");
    expect(typesOf(answer.published)).not.toContain("display_data");
    await expect.poll(() => value("out.outputs.length")).toBe("3");
    expect(await value("out.outputs.map((o) => o.text ?? o.data['text/html'])")).toBe(
      "[ 'one\\ntwo\\n', '<b>shown</b>', 'late\\n' ]",
    );
  });

  it("clears at once, or when the next output comes", async () => {
    await kernel.execute("const o = new w.Output(); o.capture(() => console.log('a'))");
    await expect.poll(() => value("o.outputs.length")).toBe("1");
    await kernel.execute("o.clearOutput({ wait: true })");
    expect(await value("o.outputs.length")).toBe("1");
    await kernel.execute("await o.appendDisplayData(42)");
    await expect.poll(() => value("o.outputs.map((x) => x.data?.['text/plain'])")).toBe("[ '42' ]");
    await kernel.execute("o.clearOutput()");
    await expect.poll(() => value("o.outputs.length")).toBe("0");
  });

  it("has what a cell printed before the cell is answered, and may be closed at once", async () => {
    const { published } = await kernel.execute(
      "const soon = new w.Output(); soon.capture(() => console.log('soon'))",
    );
    const updates = contentsOf(published, "comm_msg").map(({ data }) => data.state?.outputs?.[0]?.text);
    expect(updates).toContain("soon\n");
    await kernel.execute("const gone = new w.Output(); gone.capture(() => console.log('x')); gone.close()");
    expect(await value("1 + 1")).toBe("2");
  });

  it("sends a thousand lines in few messages", async () => {
    const answer = await kernel.execute(
      "const many = new w.Output(); many.capture(() => { for (let i = 0; i < 1000; i++) console.log(i) }); await new Promise((r) => setTimeout(r, 50))",
    );
    expect(contentsOf(answer.published, "comm_msg").length).toBeLessThan(5);
  });
});

describe("errors", () => {
  /** Runs a cell that ends with a button, clicks it as a page does, and gives what is printed until then and after. */
  async function clicked(
    cell: string,
  ): Promise<{ under: (id: string) => string; cellId: string; clickId: string }> {
    const texts: { parent: unknown; text: string }[] = [];
    const stop = kernel.onMessage((channel, { header, parent_header, content }) => {
      if (channel === "iopub" && header.msg_type === "stream")
        texts.push({ parent: parent_header.msg_id, text: content.text });
    });
    const made = await kernel.execute(`${cell}; b.modelId`);
    const comm_id = String(resultOf(made)).slice(1, -1);
    const data = { method: "custom", content: { event: "click" } };
    const idle = nextMessage(
      kernel,
      ({ parent_header, content }) => parent_header.msg_id === clickId && content.execution_state === "idle",
    );
    const clickId = kernel.post("comm_msg", { comm_id, data });
    await idle;
    await kernel.execute("await new Promise((r) => setTimeout(r, 50))");
    stop();
    const under = (id: string) =>
      texts
        .filter(({ parent }) => parent === id)
        .map(({ text }) => text)
        .join("");
    return { under, cellId: made.reply.parent_header.msg_id as string, clickId };
  }
  const outputs = () => value("o.outputs.map((x) => x.text ?? x.ename + ' ' + x.evalue).join('; ')");

  it.each([
    ["in a handler", "() => o.capture(() => { console.log('in out'); throw new Error('of out') })"],
    [
      "in an async handler",
      "() => o.capture(async () => { console.log('in out'); await null; throw new Error('of out') })",
    ],
    [
      "that is awaited",
      "async () => { await o.capture(async () => { console.log('in out'); await null; throw new Error('of out') }) }",
    ],
  ])("of what an Output captures %s are shown in it, and nowhere else", async (_, handler) => {
    const { under, cellId, clickId } = await clicked(
      `const o = new w.Output(), b = new w.Button(); b.onClick(${handler})`,
    );
    expect(await outputs()).toBe("'in out\\n; Error of out'");
    expect(under(cellId) + under(clickId)).toBe("");
  });

  it("of what a cell lets an Output capture are shown in both", async () => {
    const answer = await kernel.execute(
      "const o = new w.Output(); o.capture(() => { console.log('before'); throw new Error('both') })",
    );
    expect(answer.reply.content.evalue).toBe("both");
    expect(await outputs()).toBe("'before\\n; Error both'");
    const awaited = await kernel.execute(
      "o.clearOutput(); await o.capture(async () => { await null; throw new Error('both, late') })",
    );
    expect(awaited.reply.content.evalue).toBe("both, late");
    expect(await outputs()).toBe("'Error both, late'");
  });

  it.each([
    ["at once", "() => { throw new Error('of b') }"],
    ["after an await", "async () => { await null; throw new Error('of b') }"],
    ["in a timer", "() => { setTimeout(() => { throw new Error('of b') }, 1) }"],
  ])("of a handler, %s, stand under the cell that has registered it", async (_, handler) => {
    const { under, cellId, clickId } = await clicked(`const b = new w.Button(); b.onClick(${handler})`);
    expect(under(cellId)).toMatch(/^(Uncaught )?Error: of b\n {4}at .*Cell \[\d+\]:1:\d+\)?\n$/);
    expect(under(clickId)).toBe("");
  });

  it("of one handler keep no other from being called", async () => {
    const { under, cellId } = await clicked(
      "const b = new w.Button(); let second = 0; b.onClick(() => { throw new Error('first') }); b.onClick(() => { second++ })",
    );
    expect(await value("second")).toBe("1");
    expect(under(cellId)).toContain("Error: first");
  });
});

it("outputs nest: each has what was shown inside it", async () => {
  await kernel.execute(`
    const outer = new w.Output(), inner = new w.Output();
    outer.capture(async () => {
      console.log("outer");
      await inner.capture(async () => { await null; console.log("inner"); });
      console.log("outer again");
    });
    outer.appendStderr("warned")`);
  await expect
    .poll(() =>
      value(
        "[outer, inner].map((o) => o.outputs.map(({ name, text }) => name + ' ' + text).join('|')).join('; ')",
      ),
    )
    .toBe("'stdout outer\\n|stderr warned|stdout outer again\\n; stdout inner\\n'");
});

describe("interact", () => {
  it("makes controls of abbreviations, typed", async () => {
    await kernel.execute(`
      const seen: string[] = [];
      const it1 = w.interact(
        { seed: [0, 10], kind: ["room", "yard"], on: true, name: "x", scale: 1.5, way: { near: 1, far: 2 }, keep: w.fixed(7) },
        ({ seed, kind, on, name, scale, way, keep }) => {
          const types: [number, "room" | "yard", boolean, string, number, number, number] = [seed, kind, on, name, scale, way, keep];
          seen.push(types.join());
        })`);
    expect(await value("seen")).toBe("[ '5,room,true,x,1.5,1,7' ]");
    expect(await value("Object.values(it1.controls).map((c) => c.constructor.name)")).toContain("IntSlider");
  });

  it("runs again when a control moves, and shows the result in place of the last one", async () => {
    await kernel.execute("const squares = w.interact({ n: 3 }, ({ n }) => n * n)");
    await expect
      .poll(() => value("squares.output.outputs.map((o) => o.data?.['text/plain'])"))
      .toBe("[ '9' ]");
    await kernel.execute("squares.controls.n.value = 5");
    await expect
      .poll(() => value("squares.output.outputs.map((o) => o.data?.['text/plain'])"))
      .toBe("[ '25' ]");
  });

  it("shows what a generator yields, one in place of the other, until a control is moved", async () => {
    await kernel.execute(`
      let ended = 0;
      const steps = w.interact({ n: [0, 9] }, async function* ({ n }) {
        try { for (let i = 0; i < 3 || n === 5; i++) { await new Promise((r) => setTimeout(r, 5)); yield n * 10 + i } } finally { ended++ }
      })`);
    const shown = () => value("steps.output.outputs.map((o) => o.data?.['text/plain'])");
    await kernel.execute("steps.controls.n.value = 2");
    await expect.poll(shown).toBe("[ '22' ]");
    expect(await value("ended")).toBe("2");
    const plain = "const turns = w.interact({ n: 2 }, function* ({ n }) { yield n; yield n + 1 })";
    await kernel.execute(plain);
    await expect.poll(() => value("turns.output.outputs.map((o) => o.data?.['text/plain'])")).toBe("[ '3' ]");
  });

  it("remembers moves during a slow run as one", async () => {
    await kernel.execute(`
      let runs = 0;
      const slow = w.interact({ n: [0, 10] }, async () => { runs++; await new Promise((resolve) => setTimeout(resolve, 100)) })`);
    await kernel.execute("for (let i = 0; i < 8; i++) slow.controls.n.value = i");
    await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 400))");
    expect(await value("runs")).toBe("2");
  });

  it("shows an error in its output and goes on", async () => {
    await kernel.execute(
      "const faulty = w.interact({ n: 1 }, ({ n }) => { if (n > 1) throw new RangeError('too many'); return n })",
    );
    await kernel.execute("faulty.controls.n.value = 2");
    await expect.poll(() => value("faulty.output.outputs.map((o) => o.ename)")).toBe("[ 'RangeError' ]");
    await kernel.execute("faulty.controls.n.value = 0");
    await expect
      .poll(() => value("faulty.output.outputs.map((o) => o.data?.['text/plain'])"))
      .toBe("[ '0' ]");
  });

  it("gives only the output where the controls are laid out by hand", async () => {
    await kernel.execute(`
      const a = new w.IntSlider({ value: 3 }), b = new w.Dropdown({ options: { two: 2, four: 4 } });
      const product = w.interactiveOutput({ a, b }, ({ a, b }) => a * b!)`);
    const shown = () => value("product.outputs.map((o) => o.data?.['text/plain'])");
    await expect.poll(shown).toBe("[ '6' ]");
    await kernel.execute("b.value = 4");
    await expect.poll(shown).toBe("[ '12' ]");
    await kernel.execute("const byHand = w.interactManual({ n: 5 }, ({ n }) => n + 1)");
    expect(await value("byHand.output.outputs.length")).toBe("0");
    await kernel.execute("(byHand.children.find((one) => one instanceof w.Button) as w.Button).click()");
    await expect
      .poll(() => value("byHand.output.outputs.map((o) => o.data?.['text/plain'])"))
      .toBe("[ '6' ]");
  });

  it("waits for its button when manual, and refuses what is no control", async () => {
    await kernel.execute(
      "let pressed = 0; const slowly = w.interact({ n: 1 }, () => { pressed++ }, { manual: true })",
    );
    expect(await value("slowly.controls.n.value = 2; pressed")).toBe("0");
    expect(await value("await slowly.update(); pressed")).toBe("1");
    await expect(value("w.interact({ n: [] as string[] }, () => 0)")).rejects.toThrow("n must be a widget");
  });
});
