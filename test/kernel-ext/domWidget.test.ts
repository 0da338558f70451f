/** Widgets whose front end is one file: what the kernel sends of it, and when the file changes. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, nextMessage, resultOf, startKernel } from "./kernel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-dom-"));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const front = (label: string) => `
interface Props { model: { get(name: string): unknown }; el: HTMLElement }
export default { render({ model, el }: Props): void { el.textContent = ${JSON.stringify(label)} + (model.get("count") as number); } };
`;

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ cwd: folder });
  await run('import { DomWidget, KernelError } from "@vision-peel/kernel"');
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

async function run(code: string) {
  const answer = await kernel.execute(code);
  const { status, ename, evalue } = answer.reply.content;
  if (status !== "ok") throw new Error(`${ename}: ${evalue}`);
  return answer;
}

const value = async (code: string) => resultOf(await run(code));

/** The next change that a widget tells pages. */
const nextState = async (id: string) =>
  (
    await nextMessage(
      kernel,
      ({ header, content }) => header.msg_type === "comm_msg" && content.comm_id === id && content.data.state,
    )
  ).content.data.state;

/** What the page gets to run of a front end: the text that its module loads. */
function loadedBy(esm: string): string {
  const source = /^const source = (".*");$/m.exec(esm)?.[1];
  return JSON.parse(source ?? '""');
}

/** Opens a widget of `options`, and gives what the page is told. */
async function open(name: string, options: string) {
  const { published } = await run(`const ${name} = new DomWidget(${options})`);
  const [{ comm_id, data }] = contentsOf(published, "comm_open");
  return { id: comm_id as string, state: data.state, bufferPaths: data.buffer_paths };
}

it("opens anywidget's model with the file's code, without its types", async () => {
  write("counter.ts", front("count "));
  write("counter.css", ".count { color: red }");
  const { state, bufferPaths } = await open(
    "counter",
    '{ esm: "./counter.ts", css: "counter.css", state: { count: 3, points: new Float32Array(2) } }',
  );
  expect(state).toMatchObject({
    _model_name: "AnyModel",
    _model_module: "anywidget",
    _view_name: "AnyView",
    _css: ".count { color: red }",
    count: 3,
  });
  expect(bufferPaths).toEqual([["points"]]);
  const code = loadedBy(state._esm);
  expect(code).toContain("render({ model, el })");
  expect(code).toContain("//# sourceURL=counter.ts");
  expect(code).not.toContain("Props");
});

it("gives the state its types", async () => {
  await open("typed", '{ esm: "export default { render() {} }", state: { count: 3, name: "a" } }');
  expect(
    await value("const n: number = typed.get('count'); typed.set({ count: n + 1 }); typed.get('count')"),
  ).toBe("4");
  const { reply } = await kernel.execute("typed.set({ count: 'four' })");
  expect(reply.content).toMatchObject({ status: "error" });
  expect(reply.content.evalue).toContain("string");
});

it("hears the page, and its messages", async () => {
  const { id } = await open("heard", '{ esm: "export default { render() {} }", state: { count: 1 } }');
  await run(
    "const told: unknown[] = []; heard.onChange('count', ({ count }, { origin }) => told.push(count, origin)); heard.onMessage((content) => told.push(content))",
  );
  const tell = (data: object) => kernel.post("comm_msg", { comm_id: id, data });
  tell({ method: "update", state: { count: 9, unknown: 1 }, buffer_paths: [] });
  tell({ method: "custom", content: { hello: "kernel" } });
  await expect.poll(() => value("JSON.stringify(told)")).toBe(`'[9,"page",{"hello":"kernel"}]'`);
});

it("sends the new code when the file changes, however editors write it", async () => {
  write("live.ts", front("one "));
  write("live.css", "p { color: red }");
  const { id } = await open("live", '{ esm: "live.ts", css: "./live.css", state: { count: 1 } }');
  await run("live.set({ count: 5 })");
  let next = nextState(id);
  write("live.ts", front("two "));
  const changed = await next;
  expect(Object.keys(changed)).toEqual(["_esm"]);
  expect(loadedBy(changed._esm)).toContain('"two "');
  next = nextState(id);
  write("live.ts.tmp", front("three "));
  renameSync(join(folder, "live.ts.tmp"), join(folder, "live.ts"));
  expect(loadedBy((await next)._esm)).toContain('"three "');
  next = nextState(id);
  write("live.css", "p { color: blue }");
  expect(await next).toEqual({ _css: "p { color: blue }" });
  expect(await value("live.get('count')")).toBe("5");
});

it("tells the view of a file that no longer parses where, and takes the mended one", async () => {
  write("broken.ts", front("whole "));
  const { id } = await open("broken", '{ esm: "broken.ts", state: { count: 1 } }');
  let next = nextState(id);
  write("broken.ts", "export default {\n  render( {\n};\n");
  const { _esm } = await next;
  expect(loadedBy(_esm)).toBe("");
  expect(_esm).toMatch(/broken\.ts:\d+:\d+ /);
  next = nextState(id);
  write("broken.ts", front("mended "));
  expect(loadedBy((await next)._esm)).toContain('"mended "');
});

it("stops looking at the file when it is closed, or told so", async () => {
  write("quiet.ts", front("one "));
  await open("unwatched", '{ esm: "quiet.ts", watch: false }');
  const { id } = await open("closed", '{ esm: "quiet.ts" }');
  const { id: last } = await open("last", '{ esm: "quiet.ts" }');
  const { published } = await run("closed.close()");
  expect(contentsOf(published, "comm_close")).toMatchObject([{ comm_id: id }]);
  const seen: string[] = [];
  const stop = kernel.onMessage((_, { header, content }) => {
    if (header.msg_type === "comm_msg") seen.push(content.comm_id);
  });
  const told = nextState(last);
  write("quiet.ts", front("two "));
  await told;
  await run("0");
  stop();
  expect(seen).toEqual([last]);
});

it.each([
  ['{ esm: "./missing.ts" }', /esm must be code or a file that can be read, but is \.\/missing\.ts/],
  [
    '{ esm: "export default {", state: {} }',
    /esm cannot be loaded: esm:1:\d+ .*expected\. Mend the front end/,
  ],
  ['{ esm: "export default {}", css: "missing.css" }', /css must be code or a file/],
  ['{ esm: "export default {}", state: { layout: 1 } }', /state must not have a property "layout"/],
  ['{ esm: "export default {}", state: { _esm: "" } }', /state must not have a property "_esm"/],
])("refuses %s and says why", async (options, reason) => {
  const { reply } = await kernel.execute(`new DomWidget(${options})`);
  expect(reply.content).toMatchObject({ status: "error", ename: "KernelError" });
  expect(reply.content.evalue).toMatch(reason);
});
