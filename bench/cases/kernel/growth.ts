import type { KernelClient } from "@vision-peel/kernel/client";
import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { shownBy, startRival } from "./rivals.js";

const MiB = 2 ** 20;
const cells = 1000;
const messages = 100_000;
/** Messages after which we wait, so that it is the kernel and not a queue that is measured. */
const burst = 1000;

const collector =
  'import { setFlagsFromString } from "node:v8"; import { runInNewContext } from "node:vm"; setFlagsFromString("--expose-gc"); const collect = runInNewContext("gc")';

const textOf = async (client: KernelClient, code: string) => shownBy((await client.execute(code)).published);

const heapMiB = async (client: KernelClient) =>
  Number(await textOf(client, "collect(); collect(); process.memoryUsage().heapUsed")) / MiB;

const residentMiB = async (client: KernelClient) =>
  Number(await textOf(client, "process.memoryUsage.rss()")) / MiB;

/** What a thousand cells and a hundred thousand widget messages leave behind. */
export const growthMeasure: Measure = async () => {
  const { client, end } = await startRival("ours");
  try {
    const resident = await residentMiB(client);
    await client.execute(collector);
    const { published } = await client.execute(
      'import { IntSlider } from "@vision-peel/kernel"; const slider = new IntSlider({ max: 1e6 }); slider',
    );
    const id = published.filter(({ header }) => header.msg_type === "comm_open").at(-1)?.content.comm_id;
    // The compiler settles into its caches within the first cells.
    for (let i = 0; i < 100; i++) await client.execute(`const value${i % 20} = { i: ${i} }`);
    const before = await heapMiB(client);
    for (let i = 0; i < cells; i++)
      await client.execute(`const value${i % 20} = { i: ${i} }; value${i % 20}.i`);
    const afterCells = await heapMiB(client);
    for (let value = 1; value <= messages; value++) {
      client.post("comm_msg", {
        comm_id: id,
        data: { method: "update", state: { value }, buffer_paths: [] },
      });
      if (value % burst === 0) await client.request("comm_info_request");
    }
    const value = await textOf(client, "slider.value");
    if (value !== String(messages)) throw new WrongResult(`the slider is at ${value}, not ${messages}`);
    const afterMessages = await heapMiB(client);
    return {
      title: "memory, ours alone",
      findings: [
        { what: "resident memory at the first cell", value: resident, unit: "MiB" },
        { what: "heap after 100 cells", value: before, unit: "MiB" },
        {
          what: `growth of the heap by ${cells} cells`,
          value: afterCells - before,
          unit: "MiB",
          aim: "small",
        },
        {
          what: `growth of the heap by ${messages} comm messages`,
          value: afterMessages - afterCells,
          unit: "MiB",
          aim: "small",
        },
        { what: "resident memory at the end", value: await residentMiB(client), unit: "MiB" },
      ],
    };
  } finally {
    await end();
  }
};
