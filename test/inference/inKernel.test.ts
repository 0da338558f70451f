/** A generation in a cell of the real kernel: everything else goes on, and whatever ends it costs one error. */
import { readdirSync, readFileSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, printedBy, resultOf, startKernel } from "../kernel-ext/kernel.js";

/** Steps that take minutes. */
const LONG = 900;

/** The processes that compute for a kernel. */
const computing = (kernelPid: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
        return parent === kernelPid && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("inference");
      } catch {
        return false;
      }
    });

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe.skipIf(process.platform !== "linux")("a generation in a cell", { timeout: 90_000 }, () => {
  let kernel: KernelClient;
  let pid: number;
  beforeEach(async () => {
    kernel = await startKernel();
    const { published } = await kernel.execute(`
      import { IntSlider } from "@vision-peel/kernel";
      import { GeneratorError, openGenerator, RgbImage } from "vision-peel";
      const slider = new IntSlider({ value: 1 });
      const generator = await openGenerator("embedded", { device: "cpu" });
      const image = new RgbImage({ width: 128, height: 128, data: new Uint8Array(3 * 128 * 128).fill(90) });
      const paint = (steps: number) => generator.generate({
        prompt: "Generate a metric depth map of the image.", image, seed: 1, steps,
        onProgress: ({ done }) => { if (done === 1) console.log("began"); },
      });
      await paint(1);
      process.pid
    `);
    pid = Number(contentsOf(published, "execute_result")[0]?.data["text/plain"]);
  });
  afterEach(() => kernel.shutdown());

  const began = () =>
    nextMessage(
      kernel,
      ({ header, content }) => header.msg_type === "stream" && content.text.includes("began"),
    );

  it("lets a slider answer before it ends", async () => {
    const id = resultOf(await kernel.execute("slider.modelId"));
    const order: string[] = [];
    kernel.onMessage((_, { header, content }) => {
      if (header.msg_type === "comm_msg" && content.data.method === "echo_update") order.push("echo");
      if (header.msg_type === "execute_result") order.push("result");
    });
    const hasBegun = began();
    const generation = kernel.execute("(await paint(60)).picture.width");
    await hasBegun;
    kernel.post("comm_msg", {
      comm_id: String(id).replaceAll("'", ""),
      data: { method: "update", state: { value: 7 }, buffer_paths: [] },
    });
    expect(resultOf(await generation)).toBe("128");
    expect(order).toEqual(["echo", "result"]);
    expect(resultOf(await kernel.execute("slider.value"))).toBe("7");
  });

  it("ends at once when it is interrupted, with its process, and the next one works", async () => {
    const hasBegun = began();
    const generation = kernel.execute(`await paint(${LONG})`);
    await hasBegun;
    const [child] = computing(pid);
    await kernel.interrupt();
    expect((await generation).reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    await expect.poll(() => isAlive(child)).toBe(false);
    expect(resultOf(await kernel.execute("(await paint(1)).picture.width"))).toBe("128");
  });

  it("begins nothing more of a batch that is interrupted", async () => {
    await kernel.execute(`
      import { inBatch } from "vision-peel";
      let begun = 0;
    `);
    const hasBegun = began();
    const batch = kernel.execute(`
      await inBatch([1, 2, 3, 4, 5, 6], async () => { begun++; await paint(${LONG}); }, { concurrency: 2 });
    `);
    await hasBegun;
    await kernel.interrupt();
    expect(contentsOf((await batch).published, "error")[0]?.ename).toBe("KeyboardInterrupt");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(resultOf(await kernel.execute("begun"))).toBe("2");
  });

  it("costs one typed error when its process is killed, and the next one works", async () => {
    const hasBegun = began();
    const generation = kernel.execute(`
      try { await paint(${LONG}); } catch (error) {
        console.log(error instanceof GeneratorError, (error as GeneratorError).fault, (error as Error).message);
      }`);
    await hasBegun;
    const [child] = computing(pid);
    process.kill(child, "SIGKILL");
    const printed = printedBy(await generation);
    expect(printed).toContain("true lost");
    expect(printed).toContain("ended by SIGKILL");
    expect(resultOf(await kernel.execute("(await paint(1)).picture.width"))).toBe("128");
  });

  it("takes its process along when the kernel is killed", async () => {
    const hasBegun = began();
    void kernel.execute(`await paint(${LONG})`).catch(() => {});
    await hasBegun;
    const [child] = computing(pid);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false);
  });
});
