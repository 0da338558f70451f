/** Every core widget opens with the defaults that ipywidgets publishes, and behaves as ipywidgets'. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json, Message } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../kernel-ext/widgets/core/generate.mjs";
import { resultOf, startKernel } from "./kernel.js";

interface Model {
  model: { name: string };
  attributes: { name: string; type: string; default: unknown; widget?: string }[];
}
const kernelFolder = new URL("../../kernel-ext/", import.meta.url);
const schemaPath = createRequire(kernelFolder).resolve(
  "@jupyter-widgets/schema/jupyterwidgetmodels.latest.json",
);
const schema: Model[] = JSON.parse(readFileSync(schemaPath, "utf8"));

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
const opened = ({ published }: { published: Message[] }): Message[] =>
  published.filter(({ header }) => header.msg_type === "comm_open");

it("the generated classes are those of the schema", () => {
  for (const [name, text] of Object.entries(generate())) {
    expect(text).toBe(readFileSync(new URL(`widgets/core/generated/${name}`, kernelFolder), "utf8"));
  }
  expect(schema).toHaveLength(69);
});

/** Links have no defaults worth the name: they need two ends. */
const needs: Record<string, string> = {
  Link: "{ source: [new w.IntText(), 'value'], target: [new w.IntText(), 'value'] }",
  DirectionalLink: "{ source: [new w.IntText(), 'value'], target: [new w.IntText(), 'value'] }",
};
const renamed: Record<string, string> = {
  DOMWidget: "Media",
  Datetime: "DatetimePicker",
  NaiveDatetime: "NaiveDatetimePicker",
  Time: "TimePicker",
};

it.each(schema.map((model) => [model.model.name.replace(/Model$/, ""), model] as const))(
  "%s",
  async (name, model) => {
    const answer = await kernel.execute(`new w.${renamed[name] ?? name}(${needs[name] ?? ""}); undefined`);
    expect(answer.reply.content.status, answer.reply.content.evalue).toBe("ok");
    const messages = opened(answer);
    const message = messages.at(-1) as Message;
    const state: Json = message.content.data.state;
    const paths: string[][] = message.content.data.buffer_paths;
    for (const attribute of model.attributes) {
      if (name in needs && ["source", "target"].includes(attribute.name)) continue;
      if (attribute.type === "bytes") expect(paths).toContainEqual([attribute.name]);
      else if (attribute.default === "reference to new instance") {
        const id = String(state[attribute.name]).replace("IPY_MODEL_", "");
        const part = messages.find(({ content }) => content.comm_id === id);
        // Parts open before the whole: the page looks them up at once.
        expect(messages.indexOf(part as Message)).toBeLessThan(messages.length - 1);
      } else if (name === "DOMWidget" && attribute.name === "_model_module") {
        // The schema names a module that does not have the model.
        expect(state._model_module).toBe("@jupyter-widgets/base");
      } else if (name === "FileUpload" && attribute.name === "description") {
        // Its class in ipywidgets has one that the schema does not know.
        expect(state.description).toBe("Upload");
      } else expect(state[attribute.name], attribute.name).toEqual(attribute.default);
    }
  },
);

describe("behaviour", () => {
  it("keeps values within limits, whole or ordered", async () => {
    await kernel.execute("const s = new w.IntSlider({ value: 3, max: 10 })");
    expect(await value("s.value = 99; s.value")).toBe("10");
    expect(await value("s.max = 5; s.value")).toBe("5");
    expect(await value("s.value = 2.6; s.value")).toBe("3");
    await expect(value("s.min = 7")).rejects.toThrow("min must be at most max");
    await expect(value("s.value = NaN")).rejects.toThrow("finite");
    expect(await value("const r = new w.FloatRangeSlider({ value: [8, -1], max: 5 }); r.value")).toBe(
      "[ 0, 5 ]",
    );
    expect(await value("const l = new w.FloatLogSlider({ value: 1e9, max: 2 }); l.value")).toBe("100");
  });

  it("chooses by value, label or index", async () => {
    await kernel.execute("const d = new w.Dropdown({ options: { one: 1, two: 2, three: 3 }, value: 2 })");
    expect(await value("[d.value, d.label, d.index]")).toBe("[ 2, 'two', 1 ]");
    expect(await value("d.label = 'three'; d.value")).toBe("3");
    await expect(value("d.value = 9")).rejects.toThrow("one of the options");
    expect(await value("d.options = ['a', 'b'] as never; d.value as unknown")).toBe("'a'");
    expect(
      await value("const m = new w.SelectMultiple({ options: ['a', 'b', 'c'], value: ['a', 'c'] }); m.index"),
    ).toBe("[ 0, 2 ]");
    expect(
      await value("const g = new w.SelectionRangeSlider({ options: [2, 4, 8], value: [4, 8] }); g.labels"),
    ).toBe("[ '4', '8' ]");
  });

  it("hears clicks and submissions of the page", async () => {
    const answer = await kernel.execute(
      "let clicks = 0; const b = new w.Button({ description: 'Go' }); b.onClick(() => clicks++); b.click(); b",
    );
    const id = opened(answer).at(-1)?.content.comm_id;
    kernel.post("comm_msg", { comm_id: id, data: { method: "custom", content: { event: "click" } } });
    await expect.poll(() => value("clicks")).toBe("2");
  });

  it("writes dates as the pages read them, and reads theirs", async () => {
    const answer = await kernel.execute(
      "const p = new w.DatePicker({ value: new Date(Date.UTC(2026, 3, 23)) }); p",
    );
    const message = opened(answer).at(-1) as Message;
    expect(message.content.data.state.value).toEqual({ year: 2026, month: 3, date: 23 });
    const update = {
      method: "update",
      state: { value: { year: 2025, month: 0, date: 2 } },
      buffer_paths: [],
    };
    kernel.post("comm_msg", { comm_id: message.content.comm_id, data: update });
    await expect.poll(() => value("p.value?.toISOString()")).toBe("'2025-01-02T00:00:00.000Z'");
    const time = opened(await kernel.execute("new w.TimePicker({ value: '09:05:07.5' })")).at(-1) as Message;
    expect(time.content.data.state.value).toEqual({ hours: 9, minutes: 5, seconds: 7, milliseconds: 500 });
  });

  it("takes layout and style as plain objects, and writes them in the page's names", async () => {
    const answer = await kernel.execute(
      "new w.Label({ value: 'x', layout: { gridArea: 'a' }, style: { fontSize: '2em' } })",
    );
    const [layout, style] = opened(answer).map(({ content }) => content.data.state);
    expect(layout.grid_area).toBe("a");
    expect(style.font_size).toBe("2em");
  });

  it("links properties in the kernel and in the page", async () => {
    await kernel.execute(
      "const x = new w.IntText({ value: 1 }), y = new w.IntText(); const stop = w.link([x, 'value'], [y, 'value'])",
    );
    expect(await value("x.value = 4; y.value")).toBe("4");
    expect(await value("y.value = 5; x.value")).toBe("5");
    expect(await value("stop(); x.value = 6; y.value")).toBe("5");
    const answer = await kernel.execute("w.jslink([x, 'value'], [new w.Accordion(), 'selectedIndex'])");
    const { state } = (opened(answer).at(-1) as Message).content.data;
    expect(state.target[1]).toBe("selected_index");
    expect(state.source[0]).toMatch(/^IPY_MODEL_/);
  });
});
