/** What is left of a notebook's kernel once the notebook is shut down, or only its page gone. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KernelSocket } from "../support/kernelSocket.js";
import { startTestLab, type TestLab } from "../support/lab.js";

interface SessionModel {
  id: string;
  kernel: { id: string };
}

const { TMPDIR: outer } = process.env;
const temporary = mkdtempSync(join(tmpdir(), "peel-gone-"));
let lab: TestLab;
beforeAll(async () => {
  process.env.TMPDIR = temporary;
  lab = await startTestLab();
});
afterAll(async () => {
  await lab.close();
  if (outer === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = outer;
  rmSync(temporary, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const printed = async (socket: KernelSocket, code: string): Promise<string> => {
  const { published } = await socket.execute(code);
  return published.map(({ content }) => content.text ?? "").join("");
};

/** Connection files and logs of kernels, and their temporary folders. */
const leftBehind = (): string[] => [
  ...readdirSync(join(lab.prefixDir, "runtime")).filter((name) => name.startsWith("kernel-")),
  ...readdirSync(temporary).filter((name) => name !== basename(lab.root)),
];

const startSession = (path: string) => {
  writeFileSync(join(lab.root, path), "{}");
  const body = { path, type: "notebook", name: path, kernel: { name: "peel" } };
  return lab.json<SessionModel>("/api/sessions", { method: "POST", body: JSON.stringify(body) });
};

it("is nothing: no process, also none that a cell has started, no connection file, no log, no folder", async () => {
  mkdirSync(join(lab.prefixDir, "runtime"), { recursive: true });
  const before = leftBehind();
  const session = await startSession("gone.ipynb");
  const socket = await KernelSocket.open(lab, session.kernel.id);
  const pids = await printed(
    socket,
    `import { IntSlider, sh } from "@vision-peel/kernel"; import { spawn } from "node:child_process";
     const slider = new IntSlider(); sh\`sleep 600\`.then(() => {}, () => {});
     const child = spawn("sleep", ["600"]); console.log(process.pid, child.pid)`,
  );
  // The log, too, is written once there is something to tell.
  await socket.request("future_request");
  expect(leftBehind().length).toBeGreaterThan(before.length);
  expect(pids.trim().split(" ").map(Number).map(isAlive)).toEqual([true, true]);
  expect((await lab.request(`/api/sessions/${session.id}`, { method: "DELETE" })).status).toBe(204);
  await expect.poll(() => pids.trim().split(" ").map(Number).filter(isAlive)).toEqual([]);
  await expect.poll(leftBehind).toEqual(before);
  socket.close();
});

it("is what cells have made, when only the page is gone: a hundred pages later the kernel has no comm more", async () => {
  const session = await startSession("reloaded.ipynb");
  const first = await KernelSocket.open(lab, session.kernel.id);
  await first.execute(`import { IntSlider } from "@vision-peel/kernel"; const slider = new IntSlider()`);
  first.webSocket.terminate();
  const counts: number[] = [];
  for (let page = 0; page < 100; page++) {
    const socket = await KernelSocket.open(lab, session.kernel.id);
    const comm_id = `control-${page}`;
    socket.send("comm_open", { comm_id, target_name: "jupyter.widget.control", data: {} });
    await socket.idleAfter(socket.send("comm_msg", { comm_id, data: { method: "request_states" } }));
    const { content } = await socket.request("comm_info_request");
    counts.push(Object.keys(content.comms).length);
    socket.webSocket.terminate();
  }
  // The slider, its layout and its style, and the channel of the last page.
  expect(new Set(counts)).toEqual(new Set([4]));
  await lab.request(`/api/sessions/${session.id}`, { method: "DELETE" });
});
