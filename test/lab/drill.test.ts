/** `kill -9` of the server, the kernel or the browser during saves: what was saved stays, nobody is left behind. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { type LabProcess, startLabProcess, stopLabProcess } from "../support/labProcess.js";
import { processesWith } from "../support/processes.js";
import { PageSaver } from "./drill/pageSaver.js";
import { RequestSaver } from "./drill/requestSaver.js";
import type { Saver } from "./drill/saver.js";
import { makeSchedule, type Victim } from "./drill/schedule.js";
import { textOf, Witness } from "./drill/witness.js";

const saves = process.env.PEEL_CI === "1" ? 200 : 24;
const seed = Number(process.env.PEEL_SEED ?? Date.now() % 1_000_000);

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) {
    for (const { pid } of processesWith(root)) process.kill(pid, "SIGKILL");
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function drill(victims: Victim[], makeSaver: (lab: LabProcess) => Promise<Saver>): Promise<void> {
  console.log(`The drill's seed is ${seed}: PEEL_SEED=${seed} repeats it.`);
  const root = mkdtempSync(join(tmpdir(), "peel-drill-"));
  roots.push(root);
  const cell = {
    cell_type: "code",
    id: "a",
    metadata: {},
    execution_count: null,
    outputs: [],
    source: [textOf(0)],
  };
  const kernelspec = { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" };
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] };
  const path = join(root, "n.ipynb");
  writeFileSync(path, JSON.stringify(notebook));

  let lab = await startLabProcess({ root });
  const { port, token } = lab;
  const saver = await makeSaver(lab);
  const witness = new Witness(path);
  const kernels = () => processesWith(join(root, ".peel/runtime/kernel-"));
  let deaths = 0;
  for (const [i, disturbance] of makeSchedule(seed, saves, victims, 0.2).entries()) {
    witness.begun = i + 1;
    const saved = saver.save(textOf(i + 1));
    if (disturbance) {
      await new Promise((resolve) => setTimeout(resolve, disturbance.afterMs));
      deaths++;
      if (disturbance.victim === "server") lab.child.kill("SIGKILL");
      if (disturbance.victim === "browser") saver.kill();
      if (disturbance.victim === "kernel") for (const { pid } of kernels()) process.kill(pid, "SIGKILL");
    }
    const failure = await saved;
    if (failure === undefined) witness.acknowledged = i + 1;
    else if (!disturbance || disturbance.victim === "kernel")
      throw new Error(`Save ${i + 1} failed by itself: ${failure}`);
    if (disturbance?.victim === "server") {
      await lab.ended;
      lab = await startLabProcess({ root, port, token });
    }
    if (disturbance && disturbance.victim !== "kernel") await saver.revive(lab);
    // What was not acknowledged may have arrived, and nothing later can undo it.
    witness.acknowledged = witness.check();
  }
  await witness.end();
  expect(deaths).toBeGreaterThanOrEqual(victims.length);
  expect(witness.looks).toBeGreaterThan(saves);
  // After all that, there is a kernel (one that died too often is given up until somebody asks anew), the listing shows one file, and everybody goes.
  await saver.revive(lab);
  await expect.poll(() => kernels().length, { timeout: 20_000 }).toBe(1);
  const listing = await (await lab.request("/api/contents")).json();
  expect(listing.content.map(({ name }: { name: string }) => name)).toEqual(["n.ipynb"]);
  await saver.close();
  await stopLabProcess(lab);
  await expect.poll(() => processesWith(root), { timeout: 20_000 }).toEqual([]);
}

describe(`${saves} saves, disturbed by kill -9`, { timeout: 900_000 }, () => {
  it("of server and kernel, by a program", () => drill(["server", "kernel"], RequestSaver.start));

  it.runIf(browserIsThere())("of server, kernel and browser, in JupyterLab", () =>
    drill(["server", "kernel", "browser"], PageSaver.start),
  );
});
