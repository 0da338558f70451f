/**
 * The thirteen checks of jupyter_kernel_test 0.7, by a client of our own: one test for each, under its name, with
 * the same meaning. Every message that passes is held against the specification, as there.
 */
import { KernelClient } from "@vision-peel/kernel/client";
import type { Json, Message } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { contentsOf, nextMessage, startKernel } from "../kernel.js";
import { faultsOf } from "./messageRules.js";

let kernel: KernelClient;
let heard: { channel: string; message: Message }[] = [];
beforeAll(async () => {
  kernel = await startKernel();
  kernel.onMessage((channel, message) => heard.push({ channel, message }));
});
afterAll(() => kernel.shutdown());
beforeEach(() => {
  heard = [];
});

const expectNoFaults = () => expect(heard.flatMap(({ message }) => faultsOf(message))).toEqual([]);

async function ask(msgType: string, content: Json): Promise<Json> {
  const { reply } = await kernel.request(msgType, content);
  expect(reply.header.msg_type).toBe(msgType.replace(/_request$/, "_reply"));
  expectNoFaults();
  return reply.content;
}

/** Runs a cell as the suite does: busy first, idle last, the code as it was sent, all for this request. */
async function run(code: string): Promise<{ reply: Json; outputs: Message[] }> {
  heard = [];
  const { reply, published } = await kernel.execute(code);
  expectNoFaults();
  const id = reply.parent_header.msg_id;
  const onIopub = heard.filter(({ channel }) => channel === "iopub").map(({ message }) => message);
  expect(onIopub.every(({ parent_header: parent }) => parent.msg_id === id)).toBe(true);
  expect(onIopub[0].content).toEqual({ execution_state: "busy" });
  expect(onIopub.at(-1)?.content).toEqual({ execution_state: "idle" });
  expect(contentsOf(published, "execute_input")[0].code).toBe(code);
  return {
    reply: reply.content,
    outputs: published.filter(({ header }) => header.msg_type !== "execute_input"),
  };
}

async function runWell(code: string): Promise<{ reply: Json; outputs: Message[] }> {
  const done = await run(code);
  expect(done.reply.status).toBe("ok");
  return done;
}

it("test_kernel_info", async () => {
  const { language_info } = await ask("kernel_info_request", {});
  expect(language_info).toMatchObject({ name: "typescript", file_extension: ".ts" });
});

it("test_execute_stdout", async () => {
  const { outputs } = await runWell('console.log("hello, world")');
  const printed = contentsOf(outputs, "stream").filter(({ name }) => name === "stdout");
  expect(printed[0].text).toContain("hello, world");
});

it("test_execute_stderr", async () => {
  const { outputs } = await runWell('console.error("oops")');
  expect(contentsOf(outputs, "stream").map(({ name }) => name)).toContain("stderr");
});

it("test_completion", async () => {
  const code = "Number.isSafe";
  const { matches } = await ask("complete_request", { code, cursor_pos: code.length });
  expect(matches).toEqual(["isSafeInteger"]);
});

it.each([
  ["complete", ["1 + 1", "const a = { b: 1 }"]],
  ["incomplete", ["function f() {", "const a = {", "`open"]],
  ["invalid", ["a = ]", "const = 3"]],
])("test_is_complete: %s", async (status, samples) => {
  for (const code of samples) {
    expect((await ask("is_complete_request", { code })).status, code).toBe(status);
  }
});

it("test_pager", async () => {
  const { reply } = await runWell('import { page } from "@vision-peel/kernel"; page("a long text")');
  expect(reply.payload).toHaveLength(1);
  expect(reply.payload[0].source).toBe("page");
  expect(reply.payload[0].data["text/plain"]).toBe("a long text");
});

it("test_error", async () => {
  const { reply, outputs } = await run('throw new TypeError("boom")');
  expect(reply).toMatchObject({ status: "error", ename: "TypeError", evalue: "boom" });
  expect(outputs.map(({ header }) => header.msg_type)).toEqual(["error"]);
});

const samples = [
  { code: "6 * 7", result: "42" },
  { code: "'a'", result: "'a'" },
];

it.each(samples)("test_execute_result: $code", async ({ code, result }) => {
  const { outputs } = await runWell(code);
  expect(contentsOf(outputs, "execute_result").map(({ data }) => data["text/plain"])).toEqual([result]);
});

it("test_display_data", async () => {
  const { outputs } = await runWell(
    'import { display, html } from "@vision-peel/kernel"; await display(html`<b>x</b>`); undefined',
  );
  expect(contentsOf(outputs, "display_data")[0].data["text/html"]).toBe("<b>x</b>");
});

it("test_history: tail, with outputs too, range, search, unique and n", async () => {
  const codes = samples.map(({ code }) => code);
  const history = async (more: Json): Promise<[number, number, unknown][]> => {
    for (const code of codes) await runWell(code);
    return (await ask("history_request", { output: false, raw: true, ...more })).history;
  };
  const tail = await history({ hist_access_type: "tail", n: codes.length });
  expect(tail.map(([, , input]) => input)).toEqual(codes);
  const [session, start] = tail[0];
  const withOutput = await history({ hist_access_type: "tail", n: codes.length, output: true });
  expect(withOutput.map(([, , both]) => both)).toEqual(samples.map(({ code, result }) => [code, result]));
  const range = await history({ hist_access_type: "range", session, start, stop: start + 1 });
  expect(range).toEqual([[session, start, codes[0]]]);
  const search = { hist_access_type: "search", pattern: "6*7" };
  expect((await history(search)).length).toBeGreaterThanOrEqual(1);
  expect(await history({ ...search, unique: true })).toHaveLength(1);
  expect(await history({ ...search, n: 3 })).toHaveLength(3);
});

it("test_inspect", async () => {
  const code = "console.log";
  const { found, data } = await ask("inspect_request", { code, cursor_pos: code.length, detail_level: 0 });
  expect(found).toBe(true);
  expect(Object.keys(data).length).toBeGreaterThanOrEqual(1);
});

it("test_clear_output", async () => {
  const { outputs } = await runWell('import { clearOutput } from "@vision-peel/kernel"; clearOutput()');
  expect(contentsOf(outputs, "clear_output")).toEqual([{ wait: false }]);
});

it("test_recv_iopub_welcome_msg", async () => {
  const late = new KernelClient(kernel.connection);
  const first = await nextMessage(late, () => true);
  expect(first.header.msg_type).toBe("iopub_welcome");
  // Subscribed to everything.
  expect(first.content).toEqual({ subscription: "" });
  expect(faultsOf(first)).toEqual([]);
  late.channels.close();
});
