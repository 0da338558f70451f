import { randomUUID } from "node:crypto";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute(`
    import { Widget } from "@vision-peel/kernel/widgets";
    interface State { count: number; pixels: Uint8Array; nested: { list: unknown[] }; note: string }
    class Counter extends Widget<State> {
      constructor(state: Partial<State> = {}, heldBack?: (keyof State)[]) {
        super({
          modelName: "CounterModel", modelModule: "counter", modelModuleVersion: "1.0.0",
          viewName: "CounterView", viewModule: "counter", viewModuleVersion: "1.0.0",
          state: { count: 0, pixels: new Uint8Array([1, 2, 3]), nested: { list: [] }, note: "", ...state },
          silent: ["pixels"],
          heldBack,
          validate: (changes) => "count" in changes ? { ...changes, count: Math.min(10, changes.count!) } : changes,
        });
      }
    }`);
});
afterAll(() => kernel.shutdown());

/** Makes a counter in a cell and returns its comm_open. */
async function open(name: string, state = "{}", heldBack = "undefined") {
  const { published, reply } = await kernel.execute(
    `const ${name} = new Counter(${state}, ${heldBack}); ${name}`,
  );
  expect(reply.content.status).toBe("ok");
  const opened = published.find(({ header }) => header.msg_type === "comm_open");
  if (!opened) throw new Error("no comm_open");
  return { opened, id: opened.content.comm_id as string, published };
}

const updateFromPage = (id: string, state: object, bufferPaths: unknown[] = [], buffers: Uint8Array[] = []) =>
  kernel.post(
    "comm_msg",
    { comm_id: id, data: { method: "update", state, buffer_paths: bufferPaths } },
    { buffers },
  );

/** Everything published in the name of a message until the kernel is idle again. */
async function publishedFor(post: () => string) {
  const messages: Awaited<ReturnType<typeof nextMessage>>[] = [];
  let id = "";
  const idle = nextMessage(kernel, (message) => {
    if (message.parent_header.msg_id !== id) return false;
    messages.push(message);
    return message.content.execution_state === "idle";
  });
  id = post();
  await idle;
  return messages.filter(({ header }) => header.msg_type !== "status");
}

describe("a widget", () => {
  it("opens with version 2.1.0, its six names, and binary values beside the JSON", async () => {
    const { opened, published, id } = await open(
      "first",
      "{ nested: { list: [new Float32Array([0.5]), 'x'] } }",
    );
    expect(opened.content.target_name).toBe("jupyter.widget");
    expect(opened.metadata.version).toBe("2.1.0");
    const { state, buffer_paths } = opened.content.data;
    expect(state).toMatchObject({ _model_name: "CounterModel", _view_module: "counter", count: 0 });
    expect(state.nested.list).toEqual([null, "x"]);
    expect(buffer_paths).toEqual([["pixels"], ["nested", "list", 0]]);
    expect(opened.buffers.map((buffer) => [...buffer])).toEqual([
      [1, 2, 3],
      [0, 0, 0, 63],
    ]);
    const view = contentsOf(published, "execute_result")[0].data["application/vnd.jupyter.widget-view+json"];
    expect(view).toEqual({ version_major: 2, version_minor: 0, model_id: id });
  });

  it("takes an update of the page: echo first, then what the handler sets off, no update back", async () => {
    const { id } = await open("second");
    await kernel.execute(
      "second.onChange(['count'], ({ count }, { origin }) => { console.log(origin, count); second.set({ note: 'seen' }) })",
    );
    const messages = await publishedFor(() => updateFromPage(id, { count: 3 }));
    const methods = messages.map(({ header, content }) => content.data?.method ?? header.msg_type);
    expect(methods.filter((method) => method !== "stream")).toEqual(["echo_update", "update"]);
    expect(methods).toContain("stream");
    const [echo, update] = contentsOf(messages, "comm_msg");
    expect(echo.data.state).toEqual({ count: 3 });
    expect(update.data.state).toEqual({ note: "seen" });
    expect(contentsOf(messages, "stream")[0].text).toBe("page 3\n");
    expect(resultOf(await kernel.execute("second.get('count')"))).toBe("3");
  });

  it("tells the page when validation made something else of its value", async () => {
    const { id } = await open("clamped");
    const messages = await publishedFor(() => updateFromPage(id, { count: 99 }));
    const states = contentsOf(messages, "comm_msg").map(({ data }) => [data.method, data.state]);
    expect(states).toEqual([
      ["echo_update", { count: 99 }],
      ["update", { count: 10 }],
    ]);
  });

  it("does not echo large values that opted out", async () => {
    const { id } = await open("quiet");
    const bytes = new Uint8Array(1024 * 1024).map((_, i) => i);
    const messages = await publishedFor(() => updateFromPage(id, {}, [["pixels"]], [bytes]));
    expect(contentsOf(messages, "comm_msg")).toEqual([]);
    expect(
      resultOf(await kernel.execute("quiet.get('pixels').length + ':' + quiet.get('pixels')[1000]")),
    ).toBe(`'${1024 * 1024}:${1000 % 256}'`);
  });

  it("answers while a cell awaits, each message under its own parent", async () => {
    const { id } = await open("live");
    await kernel.execute("live.onChange('count', ({ count }) => console.log('moved to', count))");
    const cell = kernel.execute(
      "await new Promise<void>((resolve) => live.onChange('count', () => resolve())); 'done'",
    );
    await nextMessage(kernel, ({ header }) => header.msg_type === "execute_input");
    const messages = await publishedFor(() => updateFromPage(id, { count: 5 }));
    expect(contentsOf(messages, "stream")[0].text).toBe("moved to 5\n");
    const answer = await cell;
    expect(resultOf(answer)).toBe("'done'");
    expect(printedBy(answer)).toBe("");
  });

  it("sends only what differs, and with holdSync one message", async () => {
    await open("held");
    const same = await kernel.execute("held.set({ count: 0 })");
    expect(contentsOf(same.published, "comm_msg")).toEqual([]);
    const { published } = await kernel.execute(
      "held.holdSync(() => { held.set({ count: 1 }); held.set({ count: 2, note: 'n' }) })",
    );
    expect(contentsOf(published, "comm_msg").map(({ data }) => data.state)).toEqual([
      { count: 2, note: "n" },
    ]);
  });

  it("answers request_state, custom messages and request_states of a reloaded page", async () => {
    const { id } = await open("shown", "{ count: 7 }");
    const [full] = contentsOf(
      await publishedFor(() => kernel.post("comm_msg", { comm_id: id, data: { method: "request_state" } })),
      "comm_msg",
    );
    expect(full.data).toMatchObject({ method: "update", buffer_paths: [["pixels"]] });
    expect(full.data.state.count).toBe(7);

    await kernel.execute("shown.onMessage((content) => shown.send({ echoed: content }))");
    const custom = () =>
      kernel.post("comm_msg", { comm_id: id, data: { method: "custom", content: { hello: 1 } } });
    const [answer] = contentsOf(await publishedFor(custom), "comm_msg");
    expect(answer.data.content).toEqual({ echoed: { hello: 1 } });

    const controlId = randomUUID();
    const openControl = { comm_id: controlId, target_name: "jupyter.widget.control", data: {} };
    await publishedFor(() => kernel.post("comm_open", openControl, { metadata: { version: "1.0.0" } }));
    const messages = await publishedFor(() =>
      kernel.post("comm_msg", { comm_id: controlId, data: { method: "request_states" } }),
    );
    const [{ data }] = contentsOf(messages, "comm_msg");
    expect(data.method).toBe("update_states");
    expect(data.states[id]).toMatchObject({ model_name: "CounterModel", model_module: "counter" });
    expect(data.states[id].state.count).toBe(7);
    expect(data.buffer_paths).toContainEqual([id, "state", "pixels"]);
  });

  it("holds back from a reloaded page what it names, until it is asked for the whole state", async () => {
    const { id } = await open("heavy", "{ note: 'kept back' }", "['pixels']");
    const controlId = randomUUID();
    const openControl = { comm_id: controlId, target_name: "jupyter.widget.control", data: {} };
    await publishedFor(() => kernel.post("comm_open", openControl, { metadata: { version: "1.0.0" } }));
    const [{ data }] = contentsOf(
      await publishedFor(() =>
        kernel.post("comm_msg", { comm_id: controlId, data: { method: "request_states" } }),
      ),
      "comm_msg",
    );
    expect(data.states[id].state).toMatchObject({ count: 0, note: "kept back", _is_held_back: true });
    expect(data.states[id].state).not.toHaveProperty("pixels");
    expect(data.buffer_paths.filter(([of]: string[]) => of === id)).toEqual([]);
    const [full] = contentsOf(
      await publishedFor(() => kernel.post("comm_msg", { comm_id: id, data: { method: "request_state" } })),
      "comm_msg",
    );
    expect(full.data.buffer_paths).toEqual([["pixels"]]);
    expect(full.data.state).not.toHaveProperty("_is_held_back");
  });

  it("refers to other widgets by id, both ways", async () => {
    const { id: child } = await open("child");
    const { opened, id } = await open("parent", "{ nested: { list: [child] } }");
    expect(opened.content.data.state.nested.list).toEqual([`IPY_MODEL_${child}`]);
    await publishedFor(() => updateFromPage(id, { nested: { list: ["a", `IPY_MODEL_${child}`] } }));
    expect(resultOf(await kernel.execute("parent.get('nested').list[1] === child"))).toBe("true");
  });

  it("tells the page also when a handler throws, and tells every handler", async () => {
    await open("throwing");
    const { reply, published } = await kernel.execute(
      `throwing.onChange("count", () => { throw new Error("first handler") });
       throwing.onChange("count", ({ count }) => console.log("second hears", count));
       throwing.set({ count: 4 })`,
    );
    expect(reply.content.evalue).toBe("first handler");
    expect(contentsOf(published, "comm_msg").map(({ data }) => data.state)).toEqual([{ count: 4 }]);
    expect(contentsOf(published, "stream")[0].text).toBe("second hears 4\n");
  });

  it("tells the page of a property that validation moved beside the one it sent", async () => {
    await kernel.execute(`
      class Range extends Widget<{ near: number; far: number }> {
        constructor() {
          super({
            modelName: "RangeModel", modelModule: "counter", modelModuleVersion: "1.0.0",
            viewName: null, viewModule: "counter", viewModuleVersion: "1.0.0",
            state: { near: 1, far: 2 },
            validate: (changes, state) => ({ ...changes, far: Math.max(changes.near ?? 0, changes.far ?? state.far) }),
          });
        }
      }`);
    const { published } = await kernel.execute("const range = new Range(); range.modelId");
    const id = contentsOf(published, "comm_open")[0].comm_id;
    const messages = await publishedFor(() => updateFromPage(id, { near: 5 }));
    expect(contentsOf(messages, "comm_msg").map(({ data }) => [data.method, data.state])).toEqual([
      ["echo_update", { near: 5 }],
      ["update", { far: 5 }],
    ]);
  });

  it("closes from either end and is then unknown", async () => {
    const { id } = await open("closing");
    const { published } = await kernel.execute("closing.close()");
    expect(contentsOf(published, "comm_close")).toMatchObject([{ comm_id: id }]);
    const info = await kernel.request("comm_info_request", { target_name: "jupyter.widget" });
    expect(info.reply.header.msg_type).toBe("comm_info_reply");
    expect(info.reply.content.comms).not.toHaveProperty(id);
    expect(Object.keys(info.reply.content.comms).length).toBeGreaterThan(0);
  });

  it("is idle again after a handler has thrown, and shows the error", async () => {
    const { id } = await open("faulty");
    const { reply } = await kernel.execute(
      "faulty.onChange('count', () => { throw new Error('in a handler') })",
    );
    const shown = nextMessage(kernel, ({ header }) => header.msg_type === "stream");
    await publishedFor(() => updateFromPage(id, { count: 1 }));
    const { content, parent_header } = await shown;
    expect(content).toMatchObject({ name: "stderr", text: expect.stringContaining("in a handler") });
    expect(parent_header.msg_id).toBe(reply.parent_header.msg_id);
  });
});

it("closes a channel to a target that nobody knows", async () => {
  const id = randomUUID();
  const messages = await publishedFor(() =>
    kernel.post("comm_open", { comm_id: id, target_name: "nobody", data: {} }),
  );
  expect(contentsOf(messages, "comm_close")).toMatchObject([{ comm_id: id }]);
});
