import type { KernelClient } from "@vision-peel/kernel/client";
import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import type { Finding } from "../../findings.js";
import { spreadOf } from "../../statistics.js";
import { type RivalName, rivalNames, shown, startRival } from "./rivals.js";

/** Cells after which a kernel has warmed up. */
const warmUp = 30;
/** Cells of one round: a single one is shorter than the noise. */
const perRound = 20;

async function manyTimes(client: KernelClient): Promise<string[]> {
  const texts: string[] = [];
  for (let i = 0; i < perRound; i++) texts.push(await shown(client, "1+1"));
  return texts;
}

/** Cells like those of a notebook that is under way. */
async function warm(client: KernelClient): Promise<void> {
  for (let i = 0; i < warmUp; i++) await shown(client, `const a${i} = ${i}; a${i}`);
}

/** `1+1` over and over in two kernels that run side by side. */
const laterCells: Measure = async (rounds) => {
  const running = await Promise.all(rivalNames.map(startRival));
  try {
    for (const { client } of running) await warm(client);
    return await compare(
      {
        name: `${perRound} times 1+1, after ${warmUp} cells`,
        rivals: rivalNames.map((name, i) => ({ name, run: () => manyTimes(running[i].client) })),
        verify: (texts) => (texts.every((text) => text === "2") ? undefined : `1+1 is not ${texts}`),
      },
      rounds,
    );
  } finally {
    for (const kernel of running) await kernel.end();
  }
};

const stages = ["busy", "execute_input", "result", "reply", "idle"] as const;

/** When the messages of one `1+1` came, in milliseconds after it was sent. */
async function stagesOf(client: KernelClient): Promise<Record<string, number>> {
  const at: Record<string, number> = {};
  const start = performance.now();
  const stop = client.onMessage((_, { header, content }) => {
    const stage =
      header.msg_type === "status"
        ? content.execution_state
        : {
            execute_input: "execute_input",
            execute_result: "result",
            stream: "result",
            execute_reply: "reply",
          }[header.msg_type];
    if (stage) at[stage] ??= performance.now() - start;
  });
  await shown(client, "1+1");
  // What follows the reply.
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop();
  return at;
}

async function stagesOfRival(name: RivalName, rounds: number): Promise<Finding[]> {
  const { client, end } = await startRival(name);
  try {
    await warm(client);
    const seen: Record<string, number>[] = [];
    for (let i = 0; i < rounds * 4; i++) seen.push(await stagesOf(client));
    const sent = stages.filter((stage) => seen.some((times) => stage in times));
    return sent.map((stage) => ({
      what: `${name}: ${stage}`,
      value: spreadOf(seen.flatMap((times) => times[stage] ?? [])).medianMs,
      unit: "ms",
    }));
  } finally {
    await end();
  }
}

/** Where the time of a later `1+1` goes. */
const breakdown: Measure = async (rounds) => ({
  title: "one 1+1, milliseconds from its sending until each message came (medians)",
  findings: [...(await stagesOfRival("tslab", rounds)), ...(await stagesOfRival("ours", rounds))],
});

export const cellMeasures: readonly Measure[] = [laterCells, breakdown];
