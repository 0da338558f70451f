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

/** What is run, by a number that counts up, and what must be shown. */
interface Kind {
  readonly name: string;
  code(i: number): string;
  text(i: number): string;
}

const kinds: readonly Kind[] = [
  { name: "times 1+1", code: () => "1+1", text: () => "2" },
  { name: "sums, no two alike", code: (i) => `1+${i}`, text: (i) => String(1 + i) },
  {
    name: "cells that declare something, no two alike",
    code: (i) => `const b${i % perRound} = { i: ${i} }; b${i % perRound}.i`,
    text: String,
  },
];

/** Runs a round of one kind after the other; undefined if every cell has shown what it must. */
function rounds({ code, text }: Kind, client: KernelClient): () => Promise<string | undefined> {
  let last = 0;
  return async () => {
    let wrong: string | undefined;
    for (let turn = 0; turn < perRound; turn++) {
      const i = ++last;
      const found = await shown(client, code(i));
      if (found !== text(i)) wrong ??= `${code(i)} is not ${found}`;
    }
    return wrong;
  };
}

/** Cells like those of a notebook that is under way. */
async function warm(client: KernelClient): Promise<void> {
  for (let i = 0; i < warmUp; i++) await shown(client, `const a${i} = ${i}; a${i}`);
}

/** The same cells over and over in two kernels that run side by side. */
const laterCells =
  (kind: Kind): Measure =>
  async (times) => {
    const running = await Promise.all(rivalNames.map(startRival));
    try {
      for (const { client } of running) await warm(client);
      const runs = running.map(({ client }) => rounds(kind, client));
      return await compare(
        {
          name: `${perRound} ${kind.name}, after ${warmUp} cells`,
          shareAim: 1.2,
          rivals: rivalNames.map((name, i) => ({ name, run: runs[i] })),
          verify: (wrong) => wrong,
        },
        times,
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

export const cellMeasures: readonly Measure[] = [...kinds.map(laterCells), breakdown];
