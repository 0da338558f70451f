import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { KernelSocket } from "../support/kernelSocket.js";
import { startTestLab, type TestLab } from "../support/lab.js";

interface KernelModel {
  id: string;
  name: string;
  execution_state: string;
  connections: number;
}
interface SessionModel {
  id: string;
  path: string;
  name: string;
  kernel: KernelModel;
}

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const post = <T>(path: string, body: object = {}) =>
  lab.json<T>(path, { method: "POST", body: JSON.stringify(body) });
const text = (published: { header: { msg_type: string }; content: Record<string, unknown> }[]) =>
  published
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("");

/** True while a process with this id exists. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("kernelspecs", () => {
  it("lists the kernel with its logos", async () => {
    interface Specs {
      default: string;
      kernelspecs: Record<string, { spec: { display_name: string }; resources: Record<string, string> }>;
    }
    const specs = await lab.json<Specs>("/api/kernelspecs");
    expect(specs.default).toBe("peel");
    expect(specs.kernelspecs.peel.spec.display_name).toBe("TypeScript (Peel)");
    const logo = await lab.request(specs.kernelspecs.peel.resources["logo-svg"]);
    expect(logo.headers.get("content-type")).toBe("image/svg+xml");
    expect((await lab.request("/kernelspecs/peel/kernel.json")).status).toBe(404);
    expect((await lab.request("/api/kernelspecs/none")).status).toBe(404);
  });
});

describe("a kernel over its WebSocket", () => {
  let kernel: KernelModel;
  let socket: KernelSocket;
  beforeAll(async () => {
    kernel = await post<KernelModel>("/api/kernels", { name: "peel" });
    socket = await KernelSocket.open(lab, kernel.id);
  });
  afterAll(async () => {
    socket.close();
    await lab.request(`/api/kernels/${kernel.id}`, { method: "DELETE" });
  });

  it("answers the very first request, sent before the kernel was there", async () => {
    const reply = await socket.request("kernel_info_request");
    expect(reply.content.language_info.name).toBe("typescript");
  });

  it("executes, with output in order", async () => {
    const { reply, published } = await socket.execute("console.log('one'); 40 + 2");
    expect(reply.content.status).toBe("ok");
    const types = published.map(({ header }) => header.msg_type).filter((type) => type !== "status");
    expect(types).toEqual(["execute_input", "stream", "execute_result"]);
    expect(
      published.find(({ header }) => header.msg_type === "execute_result")?.content.data["text/plain"],
    ).toBe("42");
    expect((await lab.json<KernelModel>(`/api/kernels/${kernel.id}`)).connections).toBe(1);
  });

  it("serves two front ends at once", async () => {
    const other = await KernelSocket.open(lab, kernel.id);
    const [mine, others] = await Promise.all([socket.execute("'mine'"), other.execute("'other'")]);
    expect(mine.reply.content.status).toBe("ok");
    expect(others.reply.content.status).toBe("ok");
    expect(mine.reply.parent_header).toMatchObject({ session: socket.session });
    other.close();
  });

  it("carries binary buffers both ways", async () => {
    await socket.execute(`
      const runtime = (globalThis as any)[Symbol.for("peel.kernel.v1")];
      runtime.registerTarget("echo", (comm: any) => {
        comm.onMessage(({ data, buffers }: any) => comm.send({ data, buffers }));
      });
    `);
    const big = Buffer.alloc(5 * 2 ** 20, 7);
    socket.send("comm_open", { comm_id: "c", target_name: "echo", data: {} });
    socket.send("comm_msg", { comm_id: "c", data: { n: 2 } }, [big, Buffer.alloc(0)]);
    const back = await socket.find((m, on) => on === "iopub" && m.header.msg_type === "comm_msg");
    expect(back.content).toMatchObject({ comm_id: "c", data: { n: 2 } });
    expect(back.buffers.map((buffer) => buffer.length)).toEqual([big.length, 0]);
    expect(big.equals(back.buffers[0])).toBe(true);
  });

  it("is interrupted with its variables kept", async () => {
    await socket.execute("let kept = 7");
    const id = await socket.begin("while (true) {}");
    expect((await lab.request(`/api/kernels/${kernel.id}/interrupt`, { method: "POST" })).status).toBe(204);
    await socket.idleAfter(id);
    const { published } = await socket.execute("console.log(kept)");
    expect(text(published)).toBe("7\n");
  });

  it("restarts on the same connection, with nothing kept", async () => {
    await socket.execute("let lost = 1");
    const before = await socket.execute("console.log(process.pid)");
    await post(`/api/kernels/${kernel.id}/restart`);
    const { published, reply } = await socket.execute("console.log(typeof lost)");
    expect(reply.content.status === "error" || text(published) === "undefined\n").toBe(true);
    const after = await socket.execute("console.log(process.pid)");
    expect(text(after.published)).not.toBe(text(before.published));
    expect(isAlive(Number(text(before.published)))).toBe(false);
  });

  it("is started again when it dies, and the front end is told", async () => {
    const { published } = await socket.execute("console.log(process.pid)");
    process.kill(Number(text(published)), "SIGKILL");
    await socket.find((m) => m.header.msg_type === "status" && m.content.execution_state === "restarting");
    expect((await socket.execute("1")).reply.content.status).toBe("ok");
  });

  it("is told under the cell that ran why it has died: no memory, or a signal", async () => {
    process.env.NODE_OPTIONS = "--max-old-space-size=200";
    const { id } = await post<KernelModel>("/api/kernels").finally(() => delete process.env.NODE_OPTIONS);
    const small = await KernelSocket.open(lab, id);
    const run = (code: string) => small.send("execute_request", { code, silent: false, store_history: true });
    const diesOf = async (code: string) => {
      const asked = run(code);
      const { content } = await small.find(
        ({ header, parent_header }) => header.msg_type === "error" && parent_header.msg_id === asked,
      );
      await small.find((m) => m.header.msg_type === "status" && m.content.execution_state === "restarting");
      return content;
    };
    const full = await diesOf("[...(function* () { while (true) yield 1 })()]");
    expect(full.ename).toBe("KernelDied");
    expect(full.evalue).toMatch(
      /^The kernel ran out of memory: its JavaScript objects had come to \d+ MiB\. .*NODE_OPTIONS=--max-old-space-size=8192/,
    );
    const killed = await diesOf("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})");
    expect(killed.traceback).toEqual([
      expect.stringMatching(/^KernelDied: The kernel was killed\. Systems kill/),
    ]);
    small.webSocket.close();
    await lab.request(`/api/kernels/${id}`, { method: "DELETE" });
  });

  it("leaves no process behind when it is restarted and ended at once", async () => {
    const { id } = await post<KernelModel>("/api/kernels");
    const answers = await Promise.all([
      lab.request(`/api/kernels/${id}/restart`, { method: "POST" }),
      lab.request(`/api/kernels/${id}`, { method: "DELETE" }),
      lab.request(`/api/kernels/${id}/restart`, { method: "POST" }),
    ]);
    // They come over connections of their own, in any order: a restart after the end finds nothing.
    const [restart, end, secondRestart] = answers.map(({ status }) => status);
    expect(end).toBe(204);
    for (const status of [restart, secondRestart]) expect([200, 404]).toContain(status);
    expect(readdirSync(join(lab.prefixDir, "runtime")).filter((name) => name.includes(id))).toEqual([]);
    expect((await lab.request(`/api/kernels/${id}`)).status).toBe(404);
  });

  it("closes a connection that speaks nonsense, and lives", async () => {
    const nonsense = ["text", Buffer.from("short"), Buffer.alloc(64, 255), Buffer.alloc(64)];
    for (const data of nonsense) {
      const bad = await KernelSocket.open(lab, kernel.id);
      const closed = new Promise((resolve) => bad.webSocket.once("close", resolve));
      bad.webSocket.send(data);
      expect(await closed).toBe(1003);
    }
    expect((await socket.execute("1")).reply.content.status).toBe("ok");
  });

  it("speaks JSON with clients that name no protocol, buffers included", async () => {
    const socket = await KernelSocket.open({ ...lab, protocol: "legacy" }, kernel.id);
    expect(socket.webSocket.protocol).toBe("");
    const { published } = await socket.execute(`
      const runtime = (globalThis as any)[Symbol.for("peel.kernel.v1")];
      runtime.registerTarget("answer", (comm: any) => {
        comm.onMessage(({ data, buffers }: any) => comm.send({ data, buffers }));
      });
      6 * 7`);
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    expect(result?.content.data["text/plain"]).toBe("42");
    socket.send("comm_open", { comm_id: "old", target_name: "answer", data: {} });
    socket.send("comm_msg", { comm_id: "old", data: { n: 2 } }, [Buffer.from([1, 2, 3]), Buffer.alloc(0)]);
    const back = await socket.find((m, on) => on === "iopub" && m.header.msg_type === "comm_msg");
    expect(back.content).toMatchObject({ comm_id: "old", data: { n: 2 } });
    expect(back.buffers.map((buffer) => [...buffer])).toEqual([[1, 2, 3], []]);
    const both = await KernelSocket.open(lab, kernel.id);
    for (const data of ["{", "null", "{}", "[]", '{"header":5}', Buffer.from([0, 0, 0, 9])]) {
      const bad = await KernelSocket.open({ ...lab, protocol: "legacy" }, kernel.id);
      const closed = new Promise((resolve) => bad.webSocket.once("close", resolve));
      bad.webSocket.send(data);
      expect(await closed).toBe(1003);
    }
    expect((await both.execute("1")).reply.content.status).toBe("ok");
  });

  it("refuses clients of another protocol and unknown kernels", async () => {
    const statusOf = (path: string, protocol?: string) =>
      new Promise((resolve) => {
        const webSocket = new WebSocket(`ws://127.0.0.1:${lab.port}${path}?token=${lab.token}`, protocol);
        webSocket.on("unexpected-response", (_, response) => resolve(response.statusCode));
        webSocket.on("error", () => {});
      });
    expect(await statusOf(`/api/kernels/${kernel.id}/channels`, "v9.kernel.websocket.jupyter.org")).toBe(400);
    expect(await statusOf("/api/kernels/none/channels", "v1.kernel.websocket.jupyter.org")).toBe(404);
  });
});

describe("sessions", () => {
  it("start in the notebook's folder, are renamed, given another kernel, and ended", async () => {
    mkdirSync(join(lab.root, "deep"));
    writeFileSync(join(lab.root, "deep/a.ipynb"), "{}");
    const body = { path: "deep/a.ipynb", type: "notebook", name: "a.ipynb", kernel: { name: "peel" } };
    const [session, same] = await Promise.all([
      post<SessionModel>("/api/sessions", body),
      post<SessionModel>("/api/sessions", body),
    ]);
    expect(same.id).toBe(session.id);
    const socket = await KernelSocket.open(lab, session.kernel.id);
    const { published } = await socket.execute("console.log(process.cwd()); console.log(process.pid)");
    const [cwd, pid] = text(published).split("\n");
    expect(cwd).toMatch(/\/deep$/);

    const patch = (change: object) =>
      lab.json<SessionModel>(`/api/sessions/${session.id}`, {
        method: "PATCH",
        body: JSON.stringify(change),
      });
    expect(await patch({ path: "deep/b.ipynb", name: "b.ipynb" })).toMatchObject({ path: "deep/b.ipynb" });
    const changed = await patch({ kernel: { name: "peel" } });
    expect(changed.kernel.id).not.toBe(session.kernel.id);
    expect(isAlive(Number(pid))).toBe(false);
    expect((await lab.request(`/api/kernels/${session.kernel.id}`)).status).toBe(404);

    expect(await lab.json<object[]>("/api/sessions")).toHaveLength(1);
    expect((await lab.request(`/api/sessions/${session.id}`, { method: "DELETE" })).status).toBe(204);
    expect(await lab.json<object[]>("/api/sessions")).toHaveLength(0);
    expect((await lab.request(`/api/sessions/${session.id}`)).status).toBe(404);
    socket.close();
  });

  it("say what is missing", async () => {
    const status = async (body: object) =>
      (await lab.request("/api/sessions", { method: "POST", body: JSON.stringify(body) })).status;
    expect(await status({})).toBe(400);
    expect(await status({ path: "x.ipynb", kernel: { name: "no-such-kernel" } })).toBe(404);
    expect(await status({ path: "x.ipynb", kernel: { id: "no-such-kernel" } })).toBe(404);
  });
});

describe("closing", () => {
  it("ends every kernel, even a busy one, and removes its connection file", async () => {
    const own = await startTestLab();
    const kernels = await Promise.all(
      [1, 2].map(() => own.json<KernelModel>("/api/kernels", { method: "POST", body: "{}" })),
    );
    const sockets = await Promise.all(kernels.map(({ id }) => KernelSocket.open(own, id)));
    const answers = await Promise.all(sockets.map((socket) => socket.execute("console.log(process.pid)")));
    const pids = answers.map(({ published }) => Number(text(published)));
    await sockets[0].begin("while (true) {}");
    expect(pids.every(isAlive)).toBe(true);
    const connectionFiles = readdirSync(join(own.prefixDir, "runtime")).filter((name) =>
      /\.json$/.test(name),
    );
    expect(connectionFiles).toHaveLength(2);
    const { prefixDir } = own;
    await own.close();
    expect(pids.some(isAlive)).toBe(false);
    expect(() => readdirSync(join(prefixDir, "runtime"))).toThrow();
    await expect(fetch(`http://127.0.0.1:${own.port}/api`)).rejects.toThrow();
  });
});
