/** Models that a page opens, and what ends with whom. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWidgetKernel, type WidgetKernel } from "./widgetKernel.js";

let k: WidgetKernel;
let log = "";
beforeAll(async () => {
  k = await startWidgetKernel((text) => {
    log += text;
  });
});
afterAll(() => k.kernel.shutdown());

const names = (name: string, version = "2.0.0") => ({
  _model_module: "@jupyter-widgets/controls",
  _model_module_version: version,
  _model_name: `${name}Model`,
  _view_module: "@jupyter-widgets/controls",
  _view_module_version: version,
  _view_name: `${name}View`,
});
function open(state: object, version = "2.1.0", more: { paths?: unknown[]; buffers?: Uint8Array[] } = {}) {
  const id = randomUUID();
  k.kernel.post(
    "comm_open",
    { comm_id: id, target_name: "jupyter.widget", data: { state, buffer_paths: more.paths ?? [] } },
    { metadata: { version }, buffers: more.buffers },
  );
  return id;
}
const update = (id: string, state: object) =>
  k.kernel.post("comm_msg", { comm_id: id, data: { method: "update", state, buffer_paths: [] } });
const comms = async (target = "jupyter.widget") => {
  const { reply } = await k.kernel.request("comm_info_request", { target_name: target });
  return Object.keys(reply.content.comms);
};

describe("a model that a page opens", () => {
  it("is a widget of its class in the kernel, also before a cell has one, and loses no early message", async () => {
    const other = await startWidgetKernel();
    try {
      const id = randomUUID();
      const content = {
        comm_id: id,
        target_name: "jupyter.widget",
        data: { state: names("ControllerAxis") },
      };
      other.kernel.post("comm_open", content, { metadata: { version: "2.1.0" } });
      const data = { method: "update", state: { value: 0.25 }, buffer_paths: [] };
      other.kernel.post("comm_msg", { comm_id: id, data });
      const found = `(() => { const a = [...w.Widget.open()].find((one) => one.modelId === "${id}"); return a?.constructor.name + a?.get("value") })()`;
      await expect.poll(() => other.value(found), { timeout: 10_000 }).toBe("'ControllerAxis0.25'");
    } finally {
      await other.kernel.shutdown();
    }
  });

  it("makes a Controller's axes and buttons readable and observable", async () => {
    const opened = await k.opened("const pad = new w.Controller()");
    const axis = open(names("ControllerAxis"));
    const button = open({ ...names("ControllerButton"), value: 0.5 });
    // As the page sends it: no layout there, and a property that the schema does not have.
    update(axis, { value: 0.25, layout: null, description: 0 });
    const id = opened.at(-1)?.id as string;
    update(id, { name: "Pad", axes: [`IPY_MODEL_${axis}`], buttons: [`IPY_MODEL_${button}`] });
    await expect.poll(() => k.value("pad.axes[0]?.value")).toBe("0.25");
    expect(await k.value("pad.buttons[0] instanceof w.ControllerButton && pad.buttons[0].value")).toBe("0.5");
    await k.run("const moves: number[] = []; pad.axes[0].observe('value', (c) => moves.push(c.new))");
    update(axis, { value: -1 });
    await expect.poll(() => k.value("moves")).toBe("[ -1 ]");
    // A pad that is unplugged takes its axes with it, and their layouts.
    const before = (await comms()).length;
    update(id, { axes: [], buttons: [], name: "" });
    for (const gone of [axis, button]) k.kernel.post("comm_close", { comm_id: gone, data: {} });
    await expect.poll(async () => (await comms()).length).toBe(before - 4);
  });

  it("brings its binary values and keeps its values within limits", async () => {
    const pixels = new Uint8Array([1, 2, 3]);
    const image = open({ ...names("Image"), format: "png" }, "2.1.0", {
      paths: [["value"]],
      buffers: [pixels],
    });
    const slider = open({ ...names("IntSlider"), value: 700 });
    const found = (id: string) => `[...w.Widget.open()].find((one) => one.modelId === "${id}")?.get("value")`;
    await expect.poll(() => k.value(`String(${found(image)})`)).toBe("'1,2,3'");
    expect(await k.value(found(slider))).toBe("100");
  });

  it.each([
    [
      "another protocol",
      names("ControllerAxis"),
      "1.0.0",
      "speaks version 1.0.0 of the widget protocol, this kernel 2.1.0",
    ],
    ["no protocol", names("ControllerAxis"), "", "speaks version (none)"],
    [
      "another major version",
      names("ControllerAxis", "3.0.0"),
      "2.1.0",
      "has no ControllerAxisModel of @jupyter-widgets/controls 3.0.0",
    ],
    ["an unknown name", names("Nothing"), "2.1.0", "has no NothingModel"],
    ["no state", null as never, "2.1.0", "it has no state"],
    [
      "a wrong value",
      { ...names("IntSlider"), value: "x" },
      "2.1.0",
      "IntSlider.value must be a finite number",
    ],
  ])("is refused with %s, and the log says why", async (_, state, version, reason) => {
    const before = (await comms()).length;
    log = "";
    const id = open(state, version);
    await expect.poll(() => log).toContain(reason);
    expect(await comms()).not.toContain(id);
    expect((await comms()).length).toBe(before);
  });
});

it("a page that is gone leaves no channel once another one asks for the states", async () => {
  for (let page = 0; page < 3; page++) {
    const id = randomUUID();
    const content = { comm_id: id, target_name: "jupyter.widget.control", data: {} };
    k.kernel.post("comm_open", content, { metadata: { version: "1.0.0" } });
    k.kernel.post("comm_msg", { comm_id: id, data: { method: "request_states" } });
    await expect.poll(() => comms("jupyter.widget.control")).toEqual([id]);
  }
});

it("a hundred pages that each open a gamepad's axes and buttons leave the channels of one", async () => {
  const opened = await k.opened("const gamepad = new w.Controller()");
  const id = opened.at(-1)?.id as string;
  /** What a page does that has just been loaded and sees a gamepad; it is gone without a word. */
  const load = async () => {
    const control = randomUUID();
    const content = { comm_id: control, target_name: "jupyter.widget.control", data: {} };
    k.kernel.post("comm_open", content, { metadata: { version: "1.0.0" } });
    k.kernel.post("comm_msg", { comm_id: control, data: { method: "request_states" } });
    const axes = [1, 2].map(() => `IPY_MODEL_${open(names("ControllerAxis"))}`);
    const buttons = [1, 2, 3].map(() => `IPY_MODEL_${open(names("ControllerButton"))}`);
    update(id, { axes, buttons });
    await k.kernel.request("comm_info_request");
  };
  const counts: number[] = [];
  const all = async () =>
    (await Promise.all(["jupyter.widget", "jupyter.widget.control"].map(comms))).flat().length;
  for (let page = 0; page < 100; page++) {
    await load();
    counts.push(await all());
  }
  expect(counts.at(-1)).toBe(counts[0]);
  expect(await k.value("[gamepad.axes.length, gamepad.buttons.length].join()")).toBe("'2,3'");
  expect(await k.value("gamepad.axes.some((axis) => axis.isClosed)")).toBe("false");
  // What a cell has put there stays the cell's.
  await k.run("const mine = new w.ControllerAxis(); gamepad.axes = [mine]");
  update(id, { axes: [], buttons: [] });
  await expect.poll(() => k.value("gamepad.axes.length")).toBe("0");
  expect(await k.value("mine.isClosed")).toBe("false");
});

describe("closing", () => {
  it("ends a widget with its layout and style, unless another uses them", async () => {
    const before = (await comms()).length;
    await k.run(
      "const a = new w.IntSlider(), b = new w.IntSlider({ layout: a.layout }); const told: string[] = []",
    );
    expect((await comms()).length).toBe(before + 5);
    await k.run("a.onClose(() => told.push('a')); a.close(); a.close()");
    expect(await k.value("[told.join(), a.isClosed, b.layout.isClosed].join()")).toBe("'a,true,false'");
    expect((await comms()).length).toBe(before + 3);
    await k.run("b.close(); b.layout.close()");
    expect((await comms()).length).toBe(before);
  });

  it("by the page ends it here, and closeAll ends all", async () => {
    const opened = await k.opened("const t = new w.Text({ value: 'kept' })");
    k.kernel.post("comm_close", { comm_id: opened.at(-1)?.id, data: {} });
    await expect.poll(() => k.value("t.isClosed")).toBe("true");
    expect(await k.value("t.value")).toBe("'kept'");
    await k.run("w.Widget.closeAll()");
    expect(await comms()).toEqual([]);
    // A closed widget may still be set: nobody is told.
    expect(await k.sent("t.value = 'alone'")).toEqual([]);
  });
});

describe("holdSync", () => {
  it("holds until an async function is done, and calls handlers meanwhile", async () => {
    await k.run(
      "const s = new w.IntSlider(); const heard: number[] = []; s.onChange('value', ({ value }) => heard.push(value))",
    );
    const sent = await k.sent(
      "await s.holdSync(async () => { s.value = 1; await null; s.holdSync(() => { s.value = 2 }); s.max = 9 })",
    );
    expect(sent).toEqual([{ value: 2, max: 9 }]);
    expect(await k.value("heard")).toBe("[ 1, 2 ]");
    expect(await k.sent("try { s.holdSync(() => { s.value = 5; throw new Error('x') }) } catch {}")).toEqual([
      { value: 5 },
    ]);
    expect(await k.sent("s.value = 6")).toEqual([{ value: 6 }]);
  });
});

describe("links", () => {
  it("change the value on its way, typed, and stop", async () => {
    await k.run(`const c = new w.FloatText({ value: 100 }), f = new w.FloatText();
      const stop = w.link([c, "value"], [f, "value"], [(v) => v * 1.8 + 32, (v) => (v - 32) / 1.8]);
      const text = new w.Label(); w.dlink([c, "value"], [text, "value"], (v) => v.toFixed(1));`);
    expect(await k.value("[f.value, text.value]")).toBe("[ 212, '100.0' ]");
    expect(await k.value("f.value = 32; [c.value, text.value]")).toBe("[ 0, '0.0' ]");
    // Ways that round do not send each other on.
    await k.run(
      "const i = new w.IntText(); const un = w.link([f, 'value'], [i, 'value'], [Math.floor, (v) => v])",
    );
    expect(await k.value("f.value = 2.7; [f.value, i.value]")).toBe("[ 2.7, 2 ]");
    expect(await k.value("stop(); un(); f.value = 1; [c.value.toFixed(3), i.value]")).toBe(
      "[ '-16.278', 2 ]",
    );
    const wrong = await k.kernel.execute("w.dlink([c, 'valu'], [f, 'value'])");
    expect(wrong.reply.content.evalue).toContain("valu");
  });

  it("of the page end with unlink", async () => {
    await k.run("const l = w.jslink([new w.Play(), 'value'], [new w.IntSlider(), 'value'])");
    expect(await k.value("l.unlink(); l.isClosed")).toBe("true");
  });
});
