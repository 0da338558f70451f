/** Speaks to a kernel through a server, and writes down by channel what comes back for each request. */
import { KernelSocket } from "../../support/kernelSocket.js";
import type { TestLab } from "../../support/lab.js";
import { plainer, plainValue, type Recorded } from "./record.js";

const echo = `
const runtime = (globalThis as any)[Symbol.for("peel.kernel.v1")];
runtime.registerTarget("echo", (comm: any) => {
  comm.onMessage(({ data, buffers }: any) => comm.send({ data, buffers }));
});
`;

const show = `
import { display, html } from "@vision-peel/kernel";
console.log("out"); console.error("err");
display(html\`<b>bold</b>\`);
console.log("深度 🙂");
new Map([["a", 1]])
`;

const code = (text: string, more: object = {}) => ({
  code: text,
  silent: false,
  store_history: true,
  ...more,
});

/** A name, a message's type and content, and what it carries. */
const requests: [name: string, type: string, content: object, buffers?: Uint8Array[]][] = [
  ["kernel_info", "kernel_info_request", {}],
  ["a value", "execute_request", code("40 + 2")],
  ["outputs of every kind", "execute_request", code(show)],
  ["an error", "execute_request", code("throw new TypeError('no')")],
  ["an error of syntax", "execute_request", code("const = 1")],
  ["silence", "execute_request", code("7", { silent: true })],
  ["expressions", "execute_request", code("", { user_expressions: { two: "1 + 1", none: "nothing" } })],
  ["completion", "complete_request", { code: "Math.ab", cursor_pos: 7 }],
  ["inspection", "inspect_request", { code: "Math.abs", cursor_pos: 8, detail_level: 0 }],
  ["completeness", "is_complete_request", { code: "if (true) {" }],
  ["history", "history_request", { hist_access_type: "tail", n: 2, output: false, raw: true }],
  ["comms", "comm_info_request", {}],
  ["a target", "execute_request", code(echo)],
  ["a comm", "comm_open", { comm_id: "c", target_name: "echo", data: {} }],
  [
    "binary both ways",
    "comm_msg",
    { comm_id: "c", data: { n: 2 } },
    [Buffer.from([0, 1, 254, 255]), Buffer.alloc(0), Buffer.alloc(100_000, 7)],
  ],
  ["an unknown request", "no_such_request", {}],
  ["the comm's end", "comm_close", { comm_id: "c", data: {} }],
];

export async function recordMessages(lab: TestLab): Promise<Map<string, Recorded>> {
  const body = JSON.stringify({ name: "peel" });
  const { id } = await lab.json<{ id: string }>("/api/kernels", { method: "POST", body });
  const socket = await KernelSocket.open(lab, id);
  const plain = plainer(lab);
  const recorded = new Map<string, Recorded>();
  await socket.request("kernel_info_request");
  for (const [name, type, content, buffers] of requests) {
    const message = socket.send(type, content, buffers);
    await socket.idleAfter(message);
    if (type.endsWith("_request")) {
      await socket.find((m, on) => on === "shell" && m.parent_header.msg_id === message);
    }
    recorded.set(name, write(socket, message, plain));
  }
  recorded.set("a question", write(socket, await asked(socket), plain));
  recorded.set("an interrupt", write(socket, await interrupted(lab, id, socket), plain));
  socket.close();
  await lab.request(`/api/kernels/${id}`, { method: "DELETE" });
  return recorded;
}

async function asked(socket: KernelSocket): Promise<string> {
  const id = socket.send(
    "execute_request",
    code('import { prompt } from "@vision-peel/kernel"; prompt("Name? ")', { allow_stdin: true }),
  );
  await socket.find((m, on) => on === "stdin" && m.parent_header.msg_id === id);
  socket.send("input_reply", { value: "Ada" }, [], "stdin");
  await socket.find((m, on) => on === "shell" && m.parent_header.msg_id === id);
  await socket.idleAfter(id);
  return id;
}

async function interrupted(lab: TestLab, kernelId: string, socket: KernelSocket): Promise<string> {
  // An interrupt before the loop would end the cell where it has no line yet.
  const id = await socket.begin('console.log("looping"); while (true) {}');
  await socket.find((m) => m.header.msg_type === "stream" && m.parent_header.msg_id === id);
  await lab.request(`/api/kernels/${kernelId}/interrupt`, { method: "POST" });
  await socket.find((m, on) => on === "shell" && m.parent_header.msg_id === id);
  await socket.idleAfter(id);
  return id;
}

function write(socket: KernelSocket, id: string, plain: (text: string) => string): Recorded {
  const own = socket.received.filter(({ message }) => message.parent_header.msg_id === id);
  const channels = [...new Set(own.map(({ channel }) => channel))].sort();
  const written = channels.map((name) => [
    name,
    own.filter(({ channel }) => channel === name).map(plainParts),
  ]);
  const body = plainValue(Object.fromEntries(written), plain);
  return { status: 0, headers: {}, body };
}

function plainParts({ message }: KernelSocket["received"][number]): object {
  const { header, parent_header, metadata, content, buffers } = message;
  const carried = buffers.map((buffer) => Buffer.from(buffer).toString("base64"));
  return { header, parent_header, metadata, content, buffers: carried };
}
