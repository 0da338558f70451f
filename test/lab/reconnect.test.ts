/** Front ends that go away and come back, and several on one kernel. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelSocket } from "../support/kernelSocket.js";
import { startTestLab, type TestLab } from "../support/lab.js";

let lab: TestLab;
let kernelId: string;
beforeAll(async () => {
  lab = await startTestLab();
  kernelId = (await lab.json<{ id: string }>("/api/kernels", { method: "POST", body: "{}" })).id;
});
afterAll(() => lab.close());

const connections = async () =>
  (await lab.json<{ connections: number }>(`/api/kernels/${kernelId}`)).connections;

/** The texts of streams that belong to a request, in order. */
const textOf = (socket: KernelSocket, id: string) =>
  socket.received
    .filter(({ message: m }) => m.header.msg_type === "stream" && m.parent_header.msg_id === id)
    .map(({ message }) => message.content.text)
    .join("");

describe("a front end that was away", () => {
  it("hears in order what was said meanwhile, the reply included", async () => {
    const sessionId = randomUUID();
    const before = await KernelSocket.open(lab, kernelId, sessionId);
    await before.execute("1");
    const id = await before.begin(
      "for (let i = 0; i < 20; i++) { console.log(i); await new Promise((next) => setTimeout(next, 50)); }",
    );
    before.close();
    await expect.poll(connections).toBe(0);
    const witness = await KernelSocket.open(lab, kernelId);
    await witness.idleAfter(id);
    witness.close();

    const after = await KernelSocket.open(lab, kernelId, sessionId);
    await after.idleAfter(id);
    const reply = await after.find((m, on) => on === "shell" && m.parent_header.msg_id === id);
    expect(reply.content.status).toBe("ok");
    const all = textOf(before, id) + textOf(after, id);
    expect(all).toBe(Array.from({ length: 20 }, (_, i) => `${i}\n`).join(""));
    expect((await after.execute("2 + 2")).reply.content.status).toBe("ok");
    after.close();
  });

  it("hears nothing twice, and another front end hears nothing of it", async () => {
    const sessionId = randomUUID();
    const first = await KernelSocket.open(lab, kernelId, sessionId);
    const id = await first.begin("console.log('once')");
    await first.idleAfter(id);
    first.close();
    const again = await KernelSocket.open(lab, kernelId, sessionId);
    const other = await KernelSocket.open(lab, kernelId, randomUUID());
    await again.execute("3");
    await other.execute("4");
    expect(textOf(again, id) + textOf(other, id)).toBe("");
    again.close();
    other.close();
  });

  it("takes the place of its old connection, which is closed", async () => {
    const sessionId = randomUUID();
    const old = await KernelSocket.open(lab, kernelId, sessionId);
    const closed = new Promise((resolve) => old.webSocket.once("close", resolve));
    const anew = await KernelSocket.open(lab, kernelId, sessionId);
    expect(await closed).toBe(1000);
    expect((await anew.execute("5")).reply.content.status).toBe("ok");
    anew.close();
  });

  it("works after a restart that it slept through", async () => {
    const sessionId = randomUUID();
    const before = await KernelSocket.open(lab, kernelId, sessionId);
    await before.execute("6");
    before.close();
    await lab.json(`/api/kernels/${kernelId}/restart`, { method: "POST" });
    const after = await KernelSocket.open(lab, kernelId, sessionId);
    expect((await after.execute("7")).reply.content.status).toBe("ok");
    after.close();
  });
});

describe("several front ends of one kernel", () => {
  it("all hear what is published, and only the asker its reply", async () => {
    const [a, b] = await Promise.all([1, 2].map(() => KernelSocket.open(lab, kernelId)));
    await Promise.all([a.execute("1"), b.execute("1")]);
    expect(await connections()).toBe(2);
    const id = await a.begin("console.log('for all')");
    await Promise.all([a.idleAfter(id), b.idleAfter(id)]);
    expect([textOf(a, id), textOf(b, id)]).toEqual(["for all\n", "for all\n"]);
    await a.find((m, on) => on === "shell" && m.parent_header.msg_id === id);
    const shell = b.received.filter(
      ({ channel, message }) => channel === "shell" && message.parent_header.msg_id === id,
    );
    expect(shell).toEqual([]);
    a.close();
    b.close();
    await expect.poll(connections).toBe(0);
  });
});
