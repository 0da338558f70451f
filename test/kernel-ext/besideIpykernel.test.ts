/**
 * What ipykernel 6.17 answers to awkward requests, and ours alike. Where ipykernel is installed, the table is held
 * against ipykernel itself, too.
 */
import { spawnSync } from "node:child_process";
import { KernelClient } from "@vision-peel/kernel/client";
import type { Json, Message } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextMessage, startKernel } from "./kernel.js";

type Code = "fails" | "failsLater" | "prints" | "asks";
type Asked = { code: Code | string } & Json;

/** The same in both languages. */
const words = {
  ours: {
    fails: "throw new Error('no')",
    failsLater: "await new Promise((done) => setTimeout(done, 300)); throw new Error('no')",
    prints: "console.log(1)",
    asks: "await input('?')",
  },
  ipykernel: {
    fails: "1/0",
    failsLater: "import time; time.sleep(0.3); 1/0",
    prints: "print(1)",
    asks: "input('?')",
  },
};

/** What became of a request: the reply's status, by how much the count grew, and what was shown. */
type Outcome = [status: string, counted: number | undefined, shown: string];

/** Sent in one go. */
const table: { name: string; asked: Asked[]; outcomes: Outcome[] }[] = [
  {
    name: "an error aborts what stands behind it",
    asked: [{ code: "fails" }, { code: "2" }, { code: "3", stop_on_error: false }],
    outcomes: [
      ["error", 1, "execute_input error"],
      ["aborted", undefined, ""],
      ["aborted", undefined, ""],
    ],
  },
  {
    name: "also a late one, and one that is not kept",
    asked: [{ code: "failsLater", store_history: false }, { code: "2" }],
    outcomes: [
      ["error", 0, "execute_input error"],
      ["aborted", undefined, ""],
    ],
  },
  {
    name: "not where stop_on_error is false",
    asked: [{ code: "fails", stop_on_error: false }, { code: "2" }],
    outcomes: [
      ["error", 1, "execute_input error"],
      ["ok", 2, "execute_input execute_result"],
    ],
  },
  {
    name: "what is not kept is shown and not counted",
    asked: [{ code: "'x'", store_history: false }],
    outcomes: [["ok", 0, "execute_input execute_result"]],
  },
  {
    name: "a silent cell shows no result, counts nothing and is kept by no wish",
    asked: [{ code: "7", silent: true, store_history: true }],
    outcomes: [["ok", 0, ""]],
  },
  {
    name: "expressions are worked out for silent cells, too",
    asked: [{ code: "7", silent: true, user_expressions: { good: "1 + 1", bad: "nope", broken: "((" } }],
    outcomes: [["ok good:ok bad:error broken:error", 0, ""]],
  },
  {
    name: "expressions come after the result, and what they print is the cell's",
    asked: [{ code: "7", user_expressions: { said: "prints" } }],
    outcomes: [["ok said:ok", 1, "execute_input execute_result stream"]],
  },
  { name: "an empty cell counts nothing", asked: [{ code: "" }], outcomes: [["ok", 0, "execute_input"]] },
  { name: "nor does a blank one", asked: [{ code: " \n\n" }], outcomes: [["ok", 0, "execute_input"]] },
  {
    name: "who cannot be asked is not",
    asked: [{ code: "asks" }],
    outcomes: [["error", 1, "execute_input error"]],
  },
  {
    name: "who can be asked is, by a silent cell too",
    asked: [{ code: "asks", allow_stdin: true, silent: true }],
    outcomes: [["ok", 0, ""]],
  },
  {
    name: "an answer is the value",
    asked: [{ code: "asks", allow_stdin: true }],
    outcomes: [["ok", 1, "execute_input execute_result"]],
  },
];

const python = "/usr/bin/python3";
const hasIpykernel = spawnSync(python, ["-c", "import ipykernel"]).status === 0;
const ipykernelArgv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"];
const rivals = hasIpykernel ? (["ours", "ipykernel"] as const) : (["ours"] as const);

describe.each(rivals)("%s", (rival) => {
  let kernel: KernelClient;
  let last: number;
  beforeAll(async () => {
    kernel = rival === "ours" ? await startKernel() : await KernelClient.start({ argv: ipykernelArgv });
    if (rival === "ours") await kernel.execute('import { input } from "@vision-peel/kernel"');
    kernel.onMessage((channel, { header }) => {
      if (channel !== "stdin") return;
      kernel.post("input_reply", { value: "a" }, { channel: "stdin", parent_header: header });
    });
    last = await countNow();
  }, 60_000);
  afterAll(() => kernel.shutdown());

  /** ipykernel aborts also what comes a little later. */
  async function countNow(): Promise<number> {
    for (;;) {
      const { content } = (await kernel.execute("1")).reply;
      if (content.status === "ok") return content.execution_count;
    }
  }

  const worded = (code: string) => (words[rival] as Record<string, string>)[code] ?? code;

  const request = ({ code, user_expressions = {}, ...more }: Asked) => {
    const expressions = Object.entries(user_expressions as Record<string, string>);
    return kernel.execute(worded(code), {
      ...more,
      user_expressions: Object.fromEntries(expressions.map(([name, text]) => [name, worded(text)])),
    });
  };

  function outcomeOf(content: Json, published: Message[]): Outcome {
    const { status, execution_count: count, user_expressions: expressions = {} } = content;
    const said = Object.entries(expressions as Json).map(([name, answer]) => `${name}:${answer.status}`);
    // ipykernel leaves the count out of what was aborted; the specification has it nowhere.
    const counted = status === "aborted" ? undefined : count - last;
    return [[status, ...said].join(" "), counted, published.map(({ header }) => header.msg_type).join(" ")];
  }

  it.each(table)("$name", async ({ asked, outcomes }) => {
    const answers = await Promise.all(asked.map(request));
    expect(answers.map(({ reply, published }) => outcomeOf(reply.content, published))).toEqual(outcomes);
    last = await countNow();
  });

  // ipykernel is interrupted by a signal, not by a message.
  if (rival === "ours") {
    it("an interrupt aborts what stands behind the cell, and what is sent afterwards runs", async () => {
      const running = kernel.execute("await new Promise(() => {})");
      const behind = kernel.execute("2");
      await nextMessage(kernel, ({ header }) => header.msg_type === "execute_input");
      await kernel.interrupt();
      expect((await running).reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
      expect((await behind).reply.content.status).toBe("aborted");
      expect((await kernel.execute("3")).reply.content.status).toBe("ok");
    });
  }

  it("tells every front end of a restart", async () => {
    const { reply, published } = await kernel.request("shutdown_request", { restart: true }, "control");
    expect(reply.content).toEqual({ status: "ok", restart: true });
    expect(published.map(({ header, content }) => [header.msg_type, content])).toEqual([
      ["shutdown_reply", { status: "ok", restart: true }],
    ]);
  });
});
