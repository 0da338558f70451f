import type { KernelClient } from "@vision-peel/kernel/client";
import { resultOf } from "../kernel.js";

/** What a kernel holds, after its garbage is collected. */
export interface WellBeing {
  heapBytes: number;
  externalBytes: number;
  openFiles: number;
  handles: number;
  comms: number;
}

const begin = `import { readdirSync as fuzzFiles } from "node:fs";
import { setFlagsFromString as fuzzFlags } from "node:v8";
import { runInNewContext as fuzzContext } from "node:vm";
fuzzFlags("--expose-gc");
const fuzzCollect: () => void = fuzzContext("gc");
const fuzzState = () => {
  for (let i = 0; i < 4; i++) fuzzCollect();
  const { heapUsed, external } = process.memoryUsage();
  const openFiles = process.platform === "linux" ? fuzzFiles("/proc/self/fd").length : 0;
  return JSON.stringify([heapUsed, external, openFiles, process.getActiveResourcesInfo().length]);
};`;

/** Teaches a kernel to tell how it is. */
export async function prepareWellBeing(kernel: KernelClient): Promise<void> {
  await kernel.execute(begin);
}

/** The least of some readings: the compiler's caches and pending timers come and go. */
export async function wellBeingOf(kernel: KernelClient): Promise<WellBeing> {
  const readings: number[][] = [];
  for (let i = 0; i < 3; i++) {
    const answer = await kernel.execute("await new Promise((r) => setTimeout(r, 50)); fuzzState()");
    if (answer.reply.content.status !== "ok") throw new Error(JSON.stringify(answer.reply.content));
    const text = String(resultOf(answer));
    readings.push(JSON.parse(text.slice(1, -1)));
  }
  const least = (index: number) => Math.min(...readings.map((reading) => reading[index]));
  const { comms } = (await kernel.request("comm_info_request")).reply.content;
  return {
    heapBytes: least(0),
    externalBytes: least(1),
    openFiles: least(2),
    handles: least(3),
    comms: Object.keys(comms).length,
  };
}
