import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelSocket } from "../support/kernelSocket.js";
import { startTestLab, type TestLab } from "../support/lab.js";

interface KernelModel {
  id: string;
  execution_state: string;
}

describe("culling", () => {
  let lab: TestLab;
  beforeAll(async () => {
    lab = await startTestLab({ culling: { idleSeconds: 1 } });
  });
  afterAll(() => lab.close());

  const start = () => lab.json<KernelModel>("/api/kernels", { method: "POST", body: "{}" });
  const ids = async () => (await lab.json<KernelModel[]>("/api/kernels")).map(({ id }) => id);

  it("ends what nobody uses, keeps what is busy or connected", async () => {
    const [unused, busy, connected] = await Promise.all([start(), start(), start()]);
    const watching = await KernelSocket.open(lab, connected.id);
    const sockets = await Promise.all([unused, busy].map(({ id }) => KernelSocket.open(lab, id)));
    await Promise.all([watching, ...sockets].map((socket) => socket.execute("1")));
    await sockets[1].begin("await new Promise((end) => setTimeout(end, 600_000))");
    for (const socket of sockets) socket.close();
    await expect.poll(ids, { timeout: 20_000 }).not.toContain(unused.id);
    expect(await ids()).toEqual(expect.arrayContaining([busy.id, connected.id]));
    // The silent second has passed for the connected one, too, by the time that it leaves.
    watching.close();
    await expect.poll(ids, { timeout: 20_000 }).toEqual([busy.id]);
  });
});
