import type { Measure } from "../../cases.js";
import { type Contest, compare } from "../../compare.js";
import { type Running, rivalNames, shown, startRival } from "./rivals.js";

/** A start takes seconds; so many rounds are enough. */
const atMost = 7;

const started: Contest<Running> = {
  name: "from the start of the process until the kernel answers",
  rivals: rivalNames.map((name) => ({ name, run: () => startRival(name) })),
  shareAim: 0.3,
  verify: () => undefined,
  release: (running) => running.end(),
};

const firstResult: Contest<Running & { text: string }> = {
  name: "from the start of the process until the first 1+1 is answered",
  rivals: rivalNames.map((name) => ({
    name,
    async run() {
      const running = await startRival(name);
      return { ...running, text: await shown(running.client, "1+1") };
    },
  })),
  shareAim: 1,
  verify: ({ text }) => (text === "2" ? undefined : `1+1 is not ${text}`),
  release: (running) => running.end(),
};

export const startingMeasures: readonly Measure[] = [
  (rounds) => compare(started, Math.min(rounds, atMost), 1),
  (rounds) => compare(firstResult, Math.min(rounds, atMost), 1),
];
