/** What ipywidgets' classes do beyond holding values, in the kernel. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWidgetKernel, type WidgetKernel } from "./widgetKernel.js";

let k: WidgetKernel;
beforeAll(async () => {
  k = await startWidgetKernel();
});
afterAll(() => k.kernel.shutdown());

describe("selections", () => {
  it("take a Map, a record, pairs or values, and may be given by value, label or index", async () => {
    expect(
      await k.value(`[
        new w.Dropdown({ options: new Map([["a", 1], ["b", 2]]), value: 2 }).label,
        new w.Dropdown({ options: { a: 1, b: 2 }, label: "b" }).value,
        new w.RadioButtons({ options: [["a", { deep: [1] }], ["b", { deep: [2] }]], value: { deep: [2] } }).index,
        new w.Select({ options: ["x", "y"], index: 1 }).value,
        new w.ToggleButtons({ options: ["x", "y"], value: null }).index,
        new w.SelectionSlider({ options: [10, 20] }).value,
      ].join()`),
    ).toBe("'b,2,1,y,,10'");
  });

  it("keep value, label and index together, whichever is set, and say so to observers", async () => {
    await k.run(`const heard: string[] = [];
      const d = new w.Dropdown({ options: { one: 1, two: 2, three: 3 } });
      d.observe(["value", "label", "index"], ({ name, old, new: now }) => heard.push(name + ":" + old + ">" + now));`);
    expect(await k.sent("d.value = 3")).toEqual([{ index: 2 }]);
    expect(await k.value("heard.splice(0).sort().join()")).toBe("'index:0>2,label:one>three,value:1>3'");
    expect(await k.sent("d.set({ options: { four: 4, five: 5 }, value: 5 })")).toEqual([
      { _options_labels: ["four", "five"], index: 1 },
    ]);
    expect(await k.value("[d.value, d.label, d.options]")).toBe("[ 5, 'five', { four: 4, five: 5 } ]");
    expect(await k.value("d.options = ['z'] as never; d.value as unknown")).toBe("'z'");
    expect(await k.value("d.options = []; [d.value, d.index]")).toBe("[ null, null ]");
  });

  it("follow the page's index, and refuse one that no option has", async () => {
    const [, , { id }] = await k.opened("const s = new w.Select({ options: ['a', 'b', 'c'] })");
    const update = (index: unknown) =>
      k.kernel.post("comm_msg", { comm_id: id, data: { method: "update", state: { index } } });
    update(2);
    await expect.poll(() => k.value("s.value")).toBe("'c'");
    for (const wrong of [7, -1, "x", [0]]) update(wrong);
    await expect.poll(() => k.value("s.value")).toBe("'c'");
  });

  it("of several options give lists", async () => {
    await k.run("const m = new w.SelectMultiple({ options: ['a', 'b', 'c'], value: ['c', 'a'] })");
    expect(await k.value("[m.index, m.value, m.labels]")).toBe("[ [ 2, 0 ], [ 'c', 'a' ], [ 'c', 'a' ] ]");
    expect(await k.value("m.labels = ['b']; m.value")).toBe("[ 'b' ]");
    await expect(k.run("m.value = ['z']")).rejects.toThrow(
      "WidgetError: SelectMultiple.value must be one of the options",
    );
    const range = "new w.SelectionRangeSlider({ options: [2, 4, 8, 16], index: [3, 1] })";
    expect(await k.value(`const r = ${range}; r.value`)).toBe("[ 4, 16 ]");
  });
});

describe("limits", () => {
  it("hold for every number, and ranges have two ends", async () => {
    expect(await k.value("new w.Play({ value: 500, max: 10 }).value")).toBe("10");
    expect(await k.value("const f = new w.FloatRangeSlider({ value: [2, 4] }); f.upper = 1; f.value")).toBe(
      "[ 1, 2 ]",
    );
    expect(await k.value("f.lower = -5; [f.lower, f.upper]")).toBe("[ 0, 2 ]");
    expect(await k.value("new w.IntText({ value: 2.6 }).value")).toBe("3");
    await expect(k.run("new w.FloatLogSlider({ base: 1 })")).rejects.toThrow("FloatLogSlider.base");
  });

  it("hold for dates and times", async () => {
    await k.run("const day = (d: number) => new Date(Date.UTC(2026, 3, d))");
    await k.run("const p = new w.DatePicker({ value: day(9), min: day(5), max: day(20) })");
    expect(await k.value("p.value = day(1); p.value.getUTCDate()")).toBe("5");
    expect(await k.value("p.max = null; p.value = day(28); p.value.getUTCDate()")).toBe("28");
    await expect(k.run("p.max = day(1)")).rejects.toThrow("DatePicker.min must not come after max");
    expect(await k.value("new w.TimePicker({ value: '7:05', min: '08:30' }).value")).toBe("'08:30:00'");
    for (const wrong of ["'25:00'", "'noon'", "5"])
      await expect(k.run(`new w.TimePicker({ value: ${wrong} as never })`)).rejects.toThrow(
        "TimePicker.value",
      );
    await expect(k.run("new w.DatetimePicker({ value: new Date(NaN) })")).rejects.toThrow("a valid Date");
  });

  it("hold for tags and colours", async () => {
    await expect(k.run("new w.TagsInput({ allowedTags: ['a'], value: ['b'] })")).rejects.toThrow("holds b");
    await expect(k.run("new w.IntsInput({ max: 3, value: [1, 9] })")).rejects.toThrow(
      "at most 3, but holds 9",
    );
    await expect(k.run("new w.FloatsInput({ allowDuplicates: false, value: [1, 1] })")).rejects.toThrow(
      "twice",
    );
    await expect(k.run("new w.ColorsInput({ value: ['red', 'rad'] })")).rejects.toThrow(
      'a colour, but is "rad"',
    );
    const good = [
      "red",
      "#abc",
      "#aabbcc80",
      "rgb(1, 2, 3)",
      "hsl(120deg 50% 50%)",
      "var(--jp-brand-color1)",
    ];
    for (const color of good) await k.run(`new w.ColorPicker({ value: "${color}" })`);
    for (const color of ["", "#12", "redd", "url(x)"])
      await expect(k.run(`new w.ColorPicker({ value: "${color}" })`)).rejects.toThrow("ColorPicker.value");
  });
});

describe("panels", () => {
  it("have a title for each child and a selected one that is there", async () => {
    await k.run("const three = () => [1, 2, 3].map((n) => new w.Label({ value: String(n) }))");
    await k.run("const tab = new w.Tab({ children: three(), titles: ['one'] })");
    expect(await k.value("[tab.selectedIndex, tab.titles]")).toBe("[ 0, [ 'one', '', '' ] ]");
    expect(await k.value("tab.setTitle(2, 'three'); tab.getTitle(2)")).toBe("'three'");
    expect(
      await k.value("tab.selectedIndex = 2; tab.children = tab.children.slice(0, 2); tab.selectedIndex"),
    ).toBe("1");
    expect(await k.value("tab.selectedIndex = null; String(tab.selectedIndex)")).toBe("'null'");
    expect(await k.value("tab.children = []; String(tab.selectedIndex)")).toBe("'null'");
    expect(await k.value("String(new w.Accordion({ children: three() }).selectedIndex)")).toBe("'null'");
    await expect(k.run("new w.Stack({ children: three(), selectedIndex: 3 })")).rejects.toThrow(
      "Stack.selectedIndex must be null, or at least 0 and below 3",
    );
  });
});

describe("media", () => {
  it("come from files, addresses and bytes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-media-"));
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "dot.JPG");
    writeFileSync(path, Buffer.from([255, 216, 255]));
    const [, { state, bufferPaths }] = await k.opened(
      `const img = w.Image.fromFile(${JSON.stringify(path)}, { width: "9" })`,
    );
    expect(state).toMatchObject({ format: "jpeg", width: "9" });
    expect(bufferPaths).toEqual([["value"]]);
    expect(await k.value("[...img.value].join()")).toBe("'255,216,255'");
    expect(await k.value("const v = w.Video.fromUrl('/a.mp4'); v.format + Buffer.from(v.value)")).toBe(
      "'url/a.mp4'",
    );
    await expect(k.run("w.Audio.fromFile('/nowhere.mp3')")).rejects.toThrow("cannot be read");
  });
});

describe("Layout", () => {
  it("has one border for four sides", async () => {
    const [{ state }] = await k.opened(
      "const l = new w.Label({ layout: { border: '1px solid', margin: '2px' } }).layout",
    );
    expect(state).toMatchObject({ border_top: "1px solid", border_left: "1px solid", margin: "2px" });
    expect(state).not.toHaveProperty("border");
    expect(await k.value("l.border")).toBe("'1px solid'");
    expect(await k.sent("l.borderLeft = null; l.border = '3px'")).toEqual([
      { border_left: null },
      { border_top: "3px", border_right: "3px", border_bottom: "3px", border_left: "3px" },
    ]);
    expect(await k.value("l.borderTop = 'none'; String(l.border)")).toBe("'null'");
  });
});

it("is text once it is closed, which no page could draw", async () => {
  const { published } = await k.run("const over = new w.IntSlider(); over.close(); over");
  expect(published.at(-1)?.content.data).toEqual({ "text/plain": "IntSlider (closed)" });
});

it("classes that extend one have fields of their own", async () => {
  const made =
    "class Mine extends w.IntSlider { count = 1; #own = 2; constructor(readonly given: number) { super(); this.count++; this.#own++ } get sum() { return this.count + this.#own + this.given } }";
  expect(await k.value(`${made}\nnew Mine(4).sum`)).toBe("9");
  expect(
    await k.value("const plain = Object.create(w.Widget.prototype); plain.anything = 1; plain.anything"),
  ).toBe("1");
});

describe("wrong values", () => {
  it.each([
    ['new w.IntSlider({ value: "x" } as never)', "IntSlider.value must be a finite number, but is 'x'"],
    ["new w.Text({ value: 3 } as never)", "Text.value must be a string, but is 3"],
    ["new w.Checkbox({ value: null } as never)", "Checkbox.value must be true or false, but is null"],
    ["new w.IntSlider({ valu: 3 } as never)", "IntSlider.valu does not exist"],
    ["new w.IntSlider({ valu: 3 } as never)", "Did you mean value?"],
    ["(new w.IntSlider() as any).valeu = 3", "IntSlider.valeu does not exist"],
    ["(new w.HBox().layout as any).notAProp = 3", "Layout.notAProp does not exist"],
    ["Object.assign(new w.Label(), { vale: 'x' })", "Did you mean value?"],
    ["new w.IntSlider({ continuous_update: true } as never)", "Did you mean continuousUpdate?"],
    ["new w.IntSlider({ orientation: 'up' } as never)", 'must be one of "horizontal", "vertical"'],
    [
      "new w.VBox({ children: [new w.Label(), 'x'] } as never)",
      "VBox.children[1] must be an open widget, but is 'x'",
    ],
    [
      "const c = new w.Label(); c.close(); new w.HBox({ children: [c] })",
      "children[0] must be an open widget, but is a closed widget",
    ],
    [
      "new w.FloatRangeSlider({ value: [1, 2, 3] } as never)",
      "FloatRangeSlider.value must have 2 items, but has 3",
    ],
    ["new w.Label({ layout: { widht: '3px' } } as never)", "Layout.widht does not exist"],
    ["new w.Image({ value: 'x' } as never)", "Image.value must be bytes"],
    [
      "w.jslink([new w.IntText(), 'valeu'] as never, [new w.IntText(), 'value'])",
      "IntText.valeu does not exist",
    ],
    [
      "w.jslink([new w.Dropdown(), 'value'], [new w.IntText(), 'value'])",
      "Dropdown.value is not known to the page",
    ],
  ])("%s", async (code, message) => {
    await expect(k.run(code)).rejects.toThrow(message);
    expect(
      await k.value(`(() => { try { ${code} } catch (e) { return (e as w.WidgetError).name } })()`),
    ).toBe("'WidgetError'");
  });

  it("leave no layout behind, and a set that fails changes nothing", async () => {
    const count = () => k.value("[...w.Widget.open()].length");
    const before = await count();
    await expect(k.run("new w.IntSlider({ value: NaN })")).rejects.toThrow();
    expect(await count()).toBe(before);
    await k.run("const s2 = new w.IntSlider({ value: 4 })");
    await expect(k.run("s2.set({ max: 50, value: 'x' } as never)")).rejects.toThrow();
    expect(await k.value("[s2.value, s2.max]")).toBe("[ 4, 100 ]");
  });
});
