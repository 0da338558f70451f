/** RunView: work and sweeps in the real kernel, and what the page shows of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStart } from "../../widgets/dist/run/state.js";
import { runWords } from "../../widgets/dist/run/words.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

describe("a run in words", () => {
  it("tells how many, how fast, how long still, and what it costs", () => {
    const state = {
      ...runStart,
      total: 500,
      done: 120,
      found: 20,
      failed: 3,
      running: 2,
      perSecond: 2.4,
      secondsLeft: 157,
      costUsd: 1.2,
    };
    expect(runWords(state)).toBe(
      "120 of 500, 3 failed · 20 were there · 2 at work · 2.4 each second · 3 min left · $1.20",
    );
    expect(runWords({ ...state, phase: "finished", done: 497 })).toBe(
      "finished · 497 of 500, 3 failed · 20 were there · $1.20",
    );
    expect(runWords(runStart)).toBe("begins …");
    expect(runWords({ ...runStart, stage: "waiting for Gemini" })).toBe("waiting for Gemini");
  });
});

describe("RunView in a cell", () => {
  let kernel: KernelClient;
  const folder = mkdtempSync(join(tmpdir(), "peel-run-view-"));
  beforeAll(async () => {
    const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
    kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
    const { reply } = await kernel.execute(`
      import { RunView } from "@vision-peel/widgets";
      import { startSweep } from "vision-peel/evaluation";
      const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
    `);
    expect(reply.content).toMatchObject({ status: "ok" });
  }, 60_000);
  afterAll(async () => {
    await kernel.shutdown();
    rmSync(folder, { recursive: true });
  });
  const contentsOf = ({ published }: Answer, type: string) =>
    published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
  const textOf = async (code: string): Promise<string> => {
    const answer = await kernel.execute(code);
    expect(contentsOf(answer, "error")).toEqual([]);
    return String(contentsOf(answer, "execute_result")[0]?.data["text/plain"]);
  };

  it("follows work, gives its result, and tells why it failed", async () => {
    expect(
      await textOf(`const work = new RunView({ title: "Three", work: async ({ onProgress }) => {
        for (let done = 0; done <= 3; done++) { onProgress({ stage: "painting", done, total: 3, picture: 0 }); await wait(20); }
        return 42;
      } });
      const got = await work.result; [got, String(work)].join(" | ")`),
    ).toContain("42 | Three: finished · 3 of 3");
    expect(
      await textOf(`const broken = new RunView({ work: async () => { throw new Error("no such model"); } });
      await broken.result.catch(() => {}); await wait(10); [broken.get("phase"), broken.get("reason")].join(" | ")`),
    ).toContain("failed | no such model");
  });

  it("ends work by the page's button", async () => {
    const answer = await kernel.execute(
      `const long = new RunView({ work: ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))) }); long`,
    );
    const id = answer.published.find(({ header }) => header.msg_type === "comm_open")?.content.comm_id;
    kernel.post("comm_msg", {
      comm_id: String(id),
      data: { method: "custom", content: { request: "cancel" } },
    });
    expect(await textOf(`await long.result.catch(() => {}); await wait(10); long.get("phase")`)).toContain(
      "cancelled",
    );
  });

  it("follows a sweep with its failures, which open what a cell says", async () => {
    const answer = await kernel.execute(`
      const plan = { about: { benchmark: "example", version: 1 }, ids: Array.from({ length: 20 }, (_, i) => "sample " + i) };
      const sweep = startSweep(plan, async (id: string) => {
        if (id === "sample 7") throw new Error("seven is odd");
        return { value: { absRel: 0.1 } };
      }, { folder: ${JSON.stringify(folder)}, name: "example" });
      const run = new RunView({ run: sweep });
      const opened: string[] = [];
      run.onOpen((id) => opened.push(id));
      run`);
    expect(contentsOf(answer, "error")).toEqual([]);
    const id = answer.published.find(({ header }) => header.msg_type === "comm_open")?.content.comm_id;
    await kernel.execute("await run.result; await wait(10);");
    expect(await textOf("String(run)")).toMatch(/example: finished · 19 of 20, 1 failed/);
    expect(await textOf("JSON.stringify(run.get('failures'))")).toContain("seven is odd");
    kernel.post("comm_msg", {
      comm_id: String(id),
      data: { method: "custom", content: { request: "open", id: "sample 7" } },
    });
    expect(await textOf("opened.join()")).toContain("sample 7");
    // It is what a sweep shows itself as.
    expect(await textOf("sweep")).toContain("19 of 20");
  });

  it.each([
    ["new RunView({} as any)", "run or work must be one of the two, but is neither"],
    ["new RunView({ work: async () => 1, titel: 'x' } as any)", "titel"],
  ])("%s is refused", async (code, message) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining(message) });
  });
});

describe.runIf(browserIsThere())("RunView in the page", { timeout: 60_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 760, height: 500 } });
  });
  afterAll(() => host?.close());

  it("shows bar, words, pace and failures, and no button where nobody listens", async () => {
    const failures = [{ id: "sample 3", error: "must be a picture, but is none" }];
    const state = {
      ...runStart,
      title: "nyuv2",
      total: 100,
      done: 40,
      failed: 1,
      perSecond: 2,
      secondsLeft: 30,
      failures,
      pace: [0, 4, 10, 25, 40],
    };
    await host.showState({ _view_name: "RunView", ...state });
    await host.page.locator(".peel-run-bar").waitFor();
    await host.screenshot("run");
    expect(await host.page.getByRole("progressbar", { name: "nyuv2" }).getAttribute("aria-valuenow")).toBe(
      "41",
    );
    expect(await host.page.locator("[role=status]").innerText()).toContain("40 of 100, 1 failed");
    await host.page.getByText("1 failed", { exact: true }).click();
    expect(await host.page.locator(".peel-run-failures").innerText()).toContain("must be a picture");
    expect(await host.page.getByRole("button", { name: "Cancel" }).isVisible()).toBe(false);
  });
});
