/** What a server leaves behind that is killed together with its kernels goes when the next one starts. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { type LabProcess, startLabProcess, stopLabProcess } from "../support/labProcess.js";
import { processesWith } from "../support/processes.js";

const root = mkdtempSync(join(tmpdir(), "peel-stale-"));
const runtime = join(root, ".peel/runtime");
afterAll(() => {
  for (const { pid } of processesWith(root)) process.kill(pid, "SIGKILL");
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const startKernel = async (lab: LabProcess) => {
  const answer = await lab.request("/api/kernels", { method: "POST", body: '{"name":"peel"}' });
  return `kernel-${(await answer.json()).id}.json`;
};

it("removes the files of dead servers, and no others", async () => {
  const first = await startLabProcess({ root });
  const left = await startKernel(first);
  first.child.kill("SIGKILL");
  for (const { pid } of processesWith(join(runtime, left))) process.kill(pid, "SIGKILL");
  await first.ended;
  expect(existsSync(join(runtime, left))).toBe(true);
  writeFileSync(join(runtime, left.replace(".json", ".log")), "");
  writeFileSync(join(runtime, "kernel-of-somebody.json"), "{}");
  writeFileSync(join(runtime, "kernel-broken.json"), "{");

  const second = await startLabProcess({ root });
  expect(readdirSync(runtime).sort()).toEqual(["kernel-broken.json", "kernel-of-somebody.json"]);
  const alive = await startKernel(second);
  const third = await startLabProcess({ root });
  expect(readdirSync(runtime)).toContain(alive);
  await stopLabProcess(third);
  await stopLabProcess(second);
  expect(existsSync(join(runtime, alive))).toBe(false);
});
