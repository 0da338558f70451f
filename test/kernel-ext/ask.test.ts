/** What cells ask a person, over the stdin channel. */
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json, Message } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute('import { alert, confirm, input, prompt } from "@vision-peel/kernel"');
});
afterAll(() => kernel.shutdown());

const question = () => nextMessage(kernel, ({ header }) => header.msg_type === "input_request");
const answer = (asked: Message, value: unknown) =>
  kernel.post("input_reply", { value } as Json, { channel: "stdin", parent_header: asked.header as never });

async function askedBy(code: string, ...values: unknown[]) {
  let asked = question();
  const cell = kernel.execute(code, { allow_stdin: true });
  const questions: Json[] = [];
  for (const value of values) {
    const message = await asked;
    questions.push(message.content);
    asked = question();
    answer(message, value);
  }
  return { cell: await cell, questions };
}

describe.each(["prompt('Name? ')", "await input('Name? ')"])("%s", (code) => {
  it("asks, and is the answer", async () => {
    const { cell, questions } = await askedBy(code, "Ada");
    expect(questions).toEqual([{ prompt: "Name? ", password: false }]);
    expect(resultOf(cell)).toBe("'Ada'");
  });

  it("is interruptible, and a late answer goes nowhere", async () => {
    const asked = question();
    const cell = kernel.execute(code, { allow_stdin: true });
    const message = await asked;
    await kernel.interrupt();
    expect((await cell).reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    answer(message, "too late");
    expect(resultOf((await askedBy(code, "in time")).cell)).toBe("'in time'");
  });

  it("is refused where the front end cannot ask", async () => {
    const { reply } = await kernel.execute(code, { allow_stdin: false });
    expect(reply.content).toMatchObject({ status: "error", ename: "KernelError" });
    expect(reply.content.evalue).toContain("Run the cell in JupyterLab or a console");
  });

  it("takes an answer that does not say what it answers", async () => {
    const asked = question();
    const cell = kernel.execute(code, { allow_stdin: true });
    await asked;
    kernel.post("input_reply", { value: "from an old client" }, { channel: "stdin" });
    expect(resultOf(await cell)).toBe("'from an old client'");
  });

  it.each([
    [null, "''"],
    [7, "'7'"],
    [{ a: 1 }, "'[object Object]'"],
  ])("takes %j for a text", async (value, text) => {
    expect(resultOf((await askedBy(code, value)).cell)).toBe(text);
  });
});

it("hides what is typed where a password is asked", async () => {
  for (const code of ["prompt('Key ', { password: true })", "await input('Key ', { password: true })"]) {
    expect((await askedBy(code, "x")).questions).toEqual([{ prompt: "Key ", password: true }]);
  }
});

it("prompt works in code that cannot await, and what was printed comes first", async () => {
  const printed = nextMessage(kernel, ({ header }) => header.msg_type === "stream");
  const { cell, questions } = await askedBy(
    "console.log('before'); [1, 2].map((n) => n * Number(prompt(`Times ${n}? `)))",
    "10",
    "20",
  );
  expect((await printed).content.text).toBe("before\n");
  expect(questions.map(({ prompt }) => prompt)).toEqual(["Times 1? ", "Times 2? "]);
  expect(resultOf(cell)).toBe("[ 10, 40 ]");
});

it("prompt stops timers and answers the page's other requests on control meanwhile", async () => {
  const asked = question();
  const cell = kernel.execute(
    "setTimeout(() => console.log('timer'), 1); prompt('?'); console.log('answered')",
    {
      allow_stdin: true,
    },
  );
  const message = await asked;
  expect((await kernel.request("kernel_info_request", {}, "control")).reply.content.status).toBe("ok");
  expect(await kernel.channels.isAlive()).toBe(true);
  answer(message, "");
  expect(printedBy(await cell)).toMatch(/^answered\n/);
});

it("gives the default for an empty line, and yes for y and yes", async () => {
  expect(resultOf((await askedBy("prompt('?', { defaultValue: '2' })", "")).cell)).toBe("'2'");
  const { cell, questions } = await askedBy("[confirm('A'), confirm('B'), confirm('C')]", "y", "no", " YES ");
  expect(questions[0].prompt).toBe("A [y/N] ");
  expect(resultOf(cell)).toBe("[ true, false, true ]");
  expect((await askedBy("alert('Ready.')", "")).questions[0].prompt).toBe("Ready. [Enter] ");
});

it("keeps two questions apart that wait at the same time", async () => {
  const asked: Message[] = [];
  const both = nextMessage(kernel, (message) => {
    if (message.header.msg_type === "input_request") asked.push(message);
    return asked.length === 2;
  });
  const cell = kernel.execute("await Promise.all([input('A'), input('B')])", { allow_stdin: true });
  await both;
  answer(asked[1], "second");
  answer(asked[0], "first");
  expect(resultOf(await cell)).toBe("[ 'first', 'second' ]");
});

it("ends in order while it waits for an answer", async () => {
  const other = await startKernel();
  const asked = nextMessage(other, ({ header }) => header.msg_type === "input_request");
  const cell = other.execute("import { prompt } from '@vision-peel/kernel'; prompt('?')", {
    allow_stdin: true,
  });
  cell.catch(() => {});
  await asked;
  await other.shutdown();
  expect(await other.process?.exited).toBe(0);
});

it("shows nothing of an answer in the notebook", async () => {
  const { cell } = await askedBy("void prompt('Key ', { password: true })", "secret");
  expect(JSON.stringify(cell.published)).not.toContain("secret");
  expect(contentsOf(cell.published, "error")).toEqual([]);
});
