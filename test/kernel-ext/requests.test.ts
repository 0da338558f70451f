/** The checks of jupyter_kernel_test, and more, by a client of our own. */
import { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, resultOf, startKernel, typesOf } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

const ask = async (type: string, content: object) => (await kernel.request(type, { ...content })).reply;

it("kernel_info names the language and the protocol", async () => {
  const { content } = await ask("kernel_info_request", {});
  expect(content).toMatchObject({ status: "ok", implementation: "peel", debugger: false });
  expect(content.language_info).toMatchObject({ name: "typescript", file_extension: ".ts" });
  expect(content.language_info.version).toMatch(/^5\.9\./);
});

it("every message carries one and the same session", async () => {
  const sessions = new Set<string>();
  const stop = kernel.onMessage((_, { header }) => sessions.add(header.session));
  await kernel.execute("console.log(1); 2");
  await ask("kernel_info_request", {});
  await ask("comm_info_request", {});
  stop();
  expect(sessions.size).toBe(1);
  expect(sessions).not.toContain(kernel.session);
});

it("greets a new subscriber with iopub_welcome", async () => {
  const second = new KernelClient(kernel.connection);
  const welcome = await nextMessage(second, ({ header }) => header.msg_type === "iopub_welcome");
  expect(welcome.content).toEqual({ subscription: "" });
  second.channels.close();
});

describe("completion", () => {
  it("completes members with their kinds", async () => {
    await kernel.execute("const metresFromCamera = 1");
    const { content } = await ask("complete_request", { code: "metresFr", cursor_pos: 8 });
    expect(content).toMatchObject({ status: "ok", cursor_start: 0, cursor_end: 8 });
    expect(content.matches[0]).toBe("metresFromCamera");
    expect(content.metadata._jupyter_types_experimental[0].type).not.toBe("");
  });

  it("counts the cursor in code points", async () => {
    const code = "'😀'; Math.sq";
    const { content } = await ask("complete_request", { code, cursor_pos: [...code].length });
    expect(content.matches).toContain("sqrt");
    expect([...code].slice(content.cursor_start, content.cursor_end).join("")).toBe("sq");
  });
});

describe("inspection", () => {
  it("shows type and documentation", async () => {
    await kernel.execute("/** Metres to the camera. */\nfunction metresTo(x: number): number { return x }");
    const { content } = await ask("inspect_request", { code: "metresTo(1)", cursor_pos: 3, detail_level: 0 });
    expect(content.found).toBe(true);
    expect(content.data["text/plain"]).toContain("function metresTo(x: number): number");
    expect(content.data["text/plain"]).toContain("Metres to the camera.");
  });

  it("says when there is nothing", async () => {
    const { content } = await ask("inspect_request", { code: "   ", cursor_pos: 1, detail_level: 0 });
    expect(content).toMatchObject({ status: "ok", found: false, data: {} });
  });
});

it.each([
  ["1 + 1", "complete"],
  ["const a = {", "incomplete"],
  ["function f() {", "incomplete"],
  ["`open", "incomplete"],
  ["/* open", "incomplete"],
  ["a = ]", "invalid"],
  ["'open", "invalid"],
  ["await 1", "complete"],
])("is_complete of %j is %s", async (code, status) => {
  expect((await ask("is_complete_request", { code })).content.status).toBe(status);
});

describe("history", () => {
  beforeAll(async () => {
    for (const code of ["const h1 = 1", "const h2 = 2", "const h2 = 2", "h1 + h2"])
      await kernel.execute(code);
  });
  const history = async (content: object) =>
    (await ask("history_request", { output: false, raw: true, ...content })).content.history;

  it("gives the tail", async () => {
    const inputs = (await history({ hist_access_type: "tail", n: 2 })).map((entry: unknown[]) => entry[2]);
    expect(inputs).toEqual(["const h2 = 2", "h1 + h2"]);
  });

  it("gives a range with outputs", async () => {
    const [[session, line, [input, output]]] = await history({
      hist_access_type: "tail",
      n: 1,
      output: true,
    });
    expect([session, input, output]).toEqual([1, "h1 + h2", "3"]);
    const range = await history({ hist_access_type: "range", session: 0, start: line, stop: line + 1 });
    expect(range).toEqual([[1, line, "h1 + h2"]]);
  });

  it("searches by pattern, once each where asked", async () => {
    expect(await history({ hist_access_type: "search", pattern: "const h?*" })).toHaveLength(3);
    expect(await history({ hist_access_type: "search", pattern: "const h?*", unique: true })).toHaveLength(2);
  });
});

describe("display", () => {
  it("shows, updates and clears", async () => {
    const { published } = await kernel.execute(
      `import { clearOutput, display, html } from "@vision-peel/kernel";
       const handle = await display(html\`<i>one</i>\`);
       await handle.update(html\`<i>two</i>\`);
       clearOutput({ wait: true });`,
    );
    expect(typesOf(published)).toEqual([
      "execute_input",
      "display_data",
      "update_display_data",
      "clear_output",
    ]);
    const [first] = contentsOf(published, "display_data");
    const [second] = contentsOf(published, "update_display_data");
    expect(first.data["text/html"]).toBe("<i>one</i>");
    expect(second.data["text/html"]).toBe("<i>two</i>");
    expect(second.transient.display_id).toBe(first.transient.display_id);
    expect(contentsOf(published, "clear_output")).toEqual([{ wait: true }]);
  });

  it("adds nothing to what it shows where it ends a cell", async () => {
    const { published } = await kernel.execute(
      `import { display, md } from "@vision-peel/kernel"; await display(md\`*one*\`)`,
    );
    expect(typesOf(published)).toEqual(["execute_input", "display_data"]);
    const several = await kernel.execute("const both = await display(1, 2); both");
    expect(typesOf(several.published)).toEqual(["execute_input", "display_data", "display_data"]);
    expect(typesOf((await kernel.execute("both[0]")).published)).toEqual(["execute_input"]);
  });

  it("shows a bundle of MIME types as it is", async () => {
    const { published } = await kernel.execute(
      `await display({ "text/html": "<b>x</b>", "text/plain": "x" })`,
    );
    expect(contentsOf(published, "display_data")[0].data).toEqual({
      "text/html": "<b>x</b>",
      "text/plain": "x",
    });
  });

  it("clears by console.clear, too", async () => {
    const { published } = await kernel.execute("console.log('a'); console.clear(); console.log('b')");
    expect(typesOf(published)).toEqual(["execute_input", "stream", "clear_output", "stream"]);
    expect(contentsOf(published, "clear_output")).toEqual([{ wait: false }]);
  });

  it("shows progress of a number of turns, and refuses what cannot be looped over", async () => {
    const heading = "import { progress } from '@vision-peel/kernel'; ";
    expect(resultOf(await kernel.execute(`${heading}[...progress(3)]`))).toBe("[ 0, 1, 2 ]");
    for (const [items, message] of [
      ["-1", "a whole number of turns from 0 on, but got -1"],
      ["{}", "something to loop over, but got object"],
      ["null", "something to loop over, but got null"],
    ]) {
      const { reply } = await kernel.execute(`${heading}progress(${items} as never)`);
      expect(reply.content.evalue).toContain(message);
    }
  });

  it("shows progress in one output, and one line at the end", async () => {
    const { published } = await kernel.execute(
      `import { progress } from "@vision-peel/kernel"; let sum = 0; for (const n of progress([1, 2, 3], { label: "Adding" })) sum += n;`,
    );
    const [first] = contentsOf(published, "display_data");
    expect(first.data["text/plain"]).toMatch(/^Adding 0 %, 0 of 3/);
    expect(first.data["text/html"]).toContain("<progress");
    const last = contentsOf(published, "update_display_data").at(-1);
    expect(last?.data["text/plain"]).toMatch(/^Adding 100 %, 3 of 3, 0:00 in all$/);
    expect(last?.transient.display_id).toBe(first.transient.display_id);
  });

  it("says where a loop was left early or interrupted", async () => {
    const early = await kernel.execute(
      `import { progress } from "@vision-peel/kernel"; for (const n of progress([1, 2, 3, 4])) if (n === 3) break;`,
    );
    const left = contentsOf(early.published, "update_display_data").at(-1);
    expect(left?.data["text/plain"]).toBe("stopped at 50 %, 2 of 4, 0:00 in all");
    expect(left?.data["text/html"]).toContain("accent-color");
    for (const code of [
      "for (const n of progress([1, 2], { label: 'Sync' })) { console.log(n); while (true) {} }",
      "for await (const n of progress((async function* () { yield 1; await new Promise(() => {}) })(), { label: 'Async' })) console.log(n)",
    ]) {
      const started = nextMessage(kernel, ({ content }) => content.text === "1\n");
      const running = kernel.execute(code);
      await started;
      const stopped = nextMessage(kernel, ({ content }) =>
        / stopped at [01]/.test(content.data?.["text/plain"]),
      );
      await kernel.interrupt();
      expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
      expect((await stopped).header.msg_type).toBe("update_display_data");
    }
  });

  it("shows progress of unknown length without a share, nested, and in an Output", async () => {
    const { published } = await kernel.execute(
      `import { Output } from "@vision-peel/kernel";
       const out = new Output();
       function* two() { yield 1; yield 2; }
       out.capture(() => { for (const a of progress(two(), { label: "Outer" })) for (const b of progress([a])) ; });
       await new Promise((resolve) => setTimeout(resolve, 50));
       out.get("outputs").map((output) => (output as { data: Record<string, string> }).data["text/plain"])`,
    );
    expect(contentsOf(published, "display_data")).toEqual([]);
    const texts = contentsOf(published, "execute_result")[0].data["text/plain"];
    expect(texts).toMatch(/'Outer 2, 0:00 in all',\s+'100 %, 1 of 1, 0:00 in all',\s+'100 %, 1 of 1/);
  });

  it("escapes what is put into HTML and SVG, but not their own values", async () => {
    const { published } = await kernel.execute(
      `import { display, html, svg } from "@vision-peel/kernel";
       const item = html\`<li>\${"<b> & 'c'"}</li>\`;
       await display(html\`<ul title="\${'"'}">\${[item, undefined, 1]}</ul>\`, svg\`<text>\${"<"}</text>\`)`,
    );
    const [list, drawing] = contentsOf(published, "display_data").map(({ data }) => data);
    expect(list["text/html"]).toBe('<ul title="&quot;"><li>&lt;b&gt; &amp; &#39;c&#39;</li>1</ul>');
    expect(drawing["image/svg+xml"]).toBe('<svg xmlns="http://www.w3.org/2000/svg"><text>&lt;</text></svg>');
  });

  it("pages, and draws formulas and SVG", async () => {
    const paged = await kernel.execute(
      'import { latex, page, svg } from "@vision-peel/kernel"; page("long")',
    );
    expect(paged.reply.content.payload).toEqual([
      { source: "page", data: { "text/plain": "long" }, start: 0 },
    ]);
    const formula = await kernel.execute("latex`\\\\frac{1}{2}`");
    expect(contentsOf(formula.published, "execute_result")[0].data["text/latex"]).toContain("frac{1}{2}");
    const drawn = await kernel.execute('svg`<circle r="4"/>`');
    expect(contentsOf(drawn.published, "execute_result")[0].data["image/svg+xml"]).toMatch(/^<svg .*<circle/);
  });

  it("keeps tslab's own display working", async () => {
    const { published } = await kernel.execute(
      "import * as tslab from 'tslab'; tslab.display.html('<b>x</b>')",
    );
    expect(contentsOf(published, "display_data")[0].data).toEqual({ "text/html": "<b>x</b>" });
  });
});

it("asks for input and gives the answer to the cell", async () => {
  const asked = nextMessage(kernel, ({ header }) => header.msg_type === "input_request");
  const cell = kernel.execute('import { input } from "@vision-peel/kernel";\nawait input("Name? ")', {
    allow_stdin: true,
  });
  expect((await asked).content).toEqual({ prompt: "Name? ", password: false });
  kernel.post("input_reply", { value: "Ada" }, { channel: "stdin" });
  expect(resultOf(await cell)).toBe("'Ada'");
  const refused = await kernel.execute('await input("Name? ")');
  expect(refused.reply.content.evalue).toContain("cannot ask for input");
});

it("answers a request that it does not know with an error", async () => {
  expect((await ask("future_request", {})).content).toMatchObject({
    status: "error",
    ename: "UnknownRequest",
  });
});
