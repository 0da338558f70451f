import type { KernelClient } from "@vision-peel/kernel/client";
import type { Message } from "@vision-peel/kernel/wire";
import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { spreadOf } from "../../statistics.js";
import { startRival } from "./rivals.js";

const MiB = 2 ** 20;
const updates = 300;
const roundTrips = 200;

/** Opens a widget and returns the id of its comm. */
async function opened(client: KernelClient, code: string): Promise<string> {
  const { published, reply } = await client.execute(code);
  const open = published.filter(({ header }) => header.msg_type === "comm_open").at(-1);
  if (!open) throw new WrongResult(`no widget was opened: ${reply.content.evalue}`);
  return open.content.comm_id;
}

const updatesOf = (id: string, { header, content }: Message) =>
  header.msg_type === "comm_msg" && content.comm_id === id && content.data.method === "update";

/** The page moves a slider; a handler in the kernel answers by moving another. */
async function roundTripMs(client: KernelClient): Promise<number> {
  const echo = await opened(
    client,
    'import * as w from "@vision-peel/kernel"; const echo = new w.IntSlider({ max: 1e6 }); echo',
  );
  const slider = await opened(
    client,
    "const slider = new w.IntSlider({ max: 1e6 }); slider.observe('value', ({ new: value }) => { echo.value = value }); slider",
  );
  const times: number[] = [];
  for (let value = 1; value <= roundTrips; value++) {
    const start = performance.now();
    await new Promise<void>((resolve) => {
      const stop = client.onMessage((_, message) => {
        if (!updatesOf(echo, message) || message.content.data.state.value !== value) return;
        stop();
        resolve();
      });
      client.post("comm_msg", {
        comm_id: slider,
        data: { method: "update", state: { value }, buffer_paths: [] },
      });
    });
    times.push(performance.now() - start);
  }
  return spreadOf(times).medianMs;
}

/** A cell sends pictures of 1 MiB; the page takes them in. */
async function picturesPerSecond(client: KernelClient): Promise<number> {
  const id = await opened(client, `const picture = new w.Image({ value: new Uint8Array(${MiB}) }); picture`);
  let received = 0;
  let wrong = 0;
  let last = 0;
  const stop = client.onMessage((_, message) => {
    if (!updatesOf(id, message)) return;
    const [bytes] = message.buffers;
    if (bytes?.byteLength !== MiB || bytes[0] !== (received + 1) % 256) wrong++;
    received++;
    last = performance.now();
  });
  const start = performance.now();
  await client.execute(
    `for (let i = 1; i <= ${updates}; i++) picture.value = new Uint8Array(${MiB}).fill(i % 256)`,
  );
  stop();
  if (received !== updates || wrong > 0)
    throw new WrongResult(`${received} of ${updates} pictures came, ${wrong} of them wrong`);
  return (1000 * updates) / (last - start);
}

export const widgetMeasure: Measure = async () => {
  const { client, end } = await startRival("ours");
  try {
    const roundTrip = await roundTripMs(client);
    const perSecond = await picturesPerSecond(client);
    return {
      title: "widgets, ours alone (tslab has none)",
      findings: [
        { what: `comm round trip, median of ${roundTrips}`, value: roundTrip, unit: "ms", aim: "at most 3" },
        {
          what: `updates of 1 MiB, ${updates} in one cell`,
          value: perSecond,
          unit: "/s",
          aim: "at least 100",
        },
      ],
    };
  } finally {
    await end();
  }
};
