/** A long day for one kernel. Runs in continuous integration only. */
import { randomBytes } from "node:crypto";
import { encodeMessage, makeMessage } from "@vision-peel/kernel/wire";
import { expect, it } from "vitest";
import { contentsOf, resultOf, startKernel } from "./kernel.js";

const MiB = 2 ** 20;
const limitMiB = 32;

it.runIf(process.env.PEEL_CI === "1")(
  "1,000 cells, 20,000 widget messages and 5,000 malformed ones leave it well and no larger",
  { timeout: 240_000 },
  async () => {
    const kernel = await startKernel();
    await kernel.execute(
      'import { setFlagsFromString } from "node:v8"; import { runInNewContext } from "node:vm"; setFlagsFromString("--expose-gc"); const collect = runInNewContext("gc")',
    );
    const usedMiB = async () =>
      Number(resultOf(await kernel.execute("collect(); process.memoryUsage().heapUsed"))) / MiB;
    const { published } = await kernel.execute(
      'import { IntSlider } from "@vision-peel/kernel"; const slider = new IntSlider({ max: 1_000_000 }); slider',
    );
    const id = published.filter(({ header }) => header.msg_type === "comm_open").at(-1)?.content.comm_id;
    // The compiler settles into its caches within the first cells.
    for (let i = 0; i < 100; i++) await kernel.execute(`const warm${i % 10} = ${i}`);
    const before = await usedMiB();

    for (let i = 0; i < 1000; i++)
      await kernel.execute(`const value${i % 20} = { i: ${i} }; value${i % 20}.i`);
    for (let i = 1; i <= 20_000; i++) {
      const data = { method: "update", state: { value: i }, buffer_paths: [] };
      kernel.post("comm_msg", { comm_id: id, data });
      if (i % 500 === 0) await kernel.request("comm_info_request");
    }
    expect(resultOf(await kernel.execute("slider.value"))).toBe("20000");
    for (let i = 0; i < 5000; i++) {
      const frames = encodeMessage(
        { identities: [], message: makeMessage("execute_request", "s") },
        "wrong key",
      );
      await kernel.channels.sendRaw(
        "shell",
        i % 2 ? frames.slice(0, i % 6) : [...frames, randomBytes(i % 64)],
      );
    }

    const grown = (await usedMiB()) - before;
    console.log(`The heap grew by ${grown.toFixed(1)} MiB.`);
    expect(grown).toBeLessThan(limitMiB);
    const { comms } = (await kernel.request("comm_info_request")).reply.content;
    // The slider, its layout and its style.
    expect(Object.keys(comms)).toHaveLength(3);
    expect(
      contentsOf((await kernel.execute("'well'")).published, "execute_result")[0].data["text/plain"],
    ).toBe("'well'");
    await kernel.shutdown();
  },
);
