import { readdirSync, readFileSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { startRival } from "../kernel/rivals.js";

const prepared = `
import { IntSlider } from "@vision-peel/kernel";
import { openGenerator, RgbImage } from "vision-peel";
const slider = new IntSlider({ value: 1 });
const generator = await openGenerator("embedded", { device: "cpu" });
const image = new RgbImage({ width: 128, height: 128, data: new Uint8Array(3 * 128 * 128).fill(90) });
const paint = (steps: number) => generator.generate({
  prompt: "Generate a metric depth map of the image.", image, seed: 1, steps,
  onProgress: ({ done }) => { if (done === 1) console.log("began"); },
});
await paint(1);
console.log(slider.modelId, process.pid);`;

/** Waits for a message; the time until it came. */
const until = (
  client: KernelClient,
  isIt: (type: string, content: Record<string, unknown>) => boolean,
): Promise<number> =>
  new Promise((resolve) => {
    const begun = performance.now();
    const stop = client.onMessage((_, { header, content }) => {
      if (!isIt(header.msg_type, content)) return;
      stop();
      resolve(performance.now() - begun);
    });
  });
const began = (client: KernelClient): Promise<number> =>
  until(client, (type, { text }) => type === "stream" && String(text).includes("began"));

function childOf(kernel: number): number {
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const isChild = Number(/PPid:\s+(\d+)/.exec(status)?.[1]) === kernel;
      if (isChild && readFileSync(`/proc/${name}/cmdline`, "utf8").includes("inference")) return Number(name);
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new WrongResult("no process computes");
}

/** While the embedded model paints in a cell: a slider, an interrupt, a killed process. */
export const kernelMeasure: Measure = async () => {
  const { client, end } = await startRival("ours");
  try {
    const { published } = await client.execute(prepared);
    const printed = published
      .filter(({ header }) => header.msg_type === "stream")
      .map(({ content }) => content.text);
    const [, id, pid] = /([0-9a-f-]{36}) (\d+)/.exec(printed.join("")) ?? [];

    let hasBegun = began(client);
    let generation = client.execute("await paint(60); 0");
    await hasBegun;
    const echo = until(client, (type, { comm_id }) => type === "comm_msg" && comm_id === id);
    client.post("comm_msg", {
      comm_id: id,
      data: { method: "update", state: { value: 7 }, buffer_paths: [] },
    });
    const echoMs = await echo;
    await generation;

    hasBegun = began(client);
    generation = client.execute("await paint(900)");
    await hasBegun;
    let start = performance.now();
    await client.interrupt();
    await generation;
    const interruptMs = performance.now() - start;

    hasBegun = began(client);
    generation = client.execute("await paint(900).catch((error) => console.log(error.fault))");
    await hasBegun;
    start = performance.now();
    process.kill(childOf(Number(pid)), "SIGKILL");
    await generation;
    const killMs = performance.now() - start;
    start = performance.now();
    await client.execute("await paint(1)");
    return {
      title: "a cell that paints, in our kernel",
      findings: [
        { what: "a slider's answer meanwhile", value: echoMs, unit: "ms", aim: "at most 50" },
        { what: "an interrupt until the cell has ended", value: interruptMs, unit: "ms", aim: "at most 100" },
        { what: "a killed process until its error", value: killMs, unit: "ms" },
        {
          what: "the next picture after it, with a new process",
          value: performance.now() - start,
          unit: "ms",
        },
      ],
    };
  } finally {
    await end();
  }
};
